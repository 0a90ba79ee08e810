package io.armstrong.breaker.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.breaker.BreakerOpen;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.breaker.CircuitBreaker;
import java.time.Duration;
import java.util.Hashtable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Row B4 and services of row B1: by name, by configuration, by hand. */
class B4BreakersByHandTest extends Children {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @Test
    void aChildsBreakerIsForcedDisabledAndConfiguredByName() throws Exception {
        child("b4", "breaker=\"failures=2 recovery=60000 trials=1\"");
        CircuitBreaker breaker = breakers.find("b4").orElseThrow();
        breaker.forceOpen();
        assertThat(shown("b4")).isEqualTo("forced-open");
        assertThatThrownBy(() -> call("b4", "hello"))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("opened by hand");
        breaker.disable();
        assertThat(shown("b4")).isEqualTo("disabled");
        for (int i = 0; i < 4; i++) miss("b4");
        assertThat(call("b4", "hello")).isEqualTo("hello");
        breaker.auto();
        breaker.configure(BreakerSpec.of(1, Duration.ofSeconds(60), 1));
        miss("b4");
        assertThat(shown("b4")).isEqualTo("open");
        breaker.close();
        assertThat(call("b4", "hello")).isEqualTo("hello");
        assertThat(breakers.list())
                .filteredOn(BreakerReport::child)
                .extracting(BreakerReport::name)
                .contains("b4");
    }

    @Test
    void anyCodeMayHaveOneByName() throws Exception {
        CircuitBreaker bank = breakers.breaker("bank", BreakerSpec.of(1, Duration.ofSeconds(60), 1));
        assertThat(breakers.breaker("bank", BreakerSpec.NONE)).isSameAs(bank);
        assertThatThrownBy(() -> bank.call(() -> {
                    throw new IllegalStateException("no money");
                }))
                .hasMessage("no money");
        assertThatThrownBy(() -> bank.call(() -> 1))
                .isInstanceOfSatisfying(
                        BreakerOpen.class, open -> assertThat(open.retryAfter()).isPositive());
        await().until(() -> heard.stream().anyMatch(change -> change.name().equals("bank")));
        assertThat(breakers.remove("bank")).isTrue();
        assertThat(breakers.find("bank")).isEmpty();
    }

    @Test
    void oneIsThereBecauseItIsConfigured() throws Exception {
        Configuration configuration = configurations.getFactoryConfiguration("io.armstrong.breaker", "till", "?");
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("failures", 2);
        properties.put("recovery", "1500");
        configuration.update(properties);
        await().until(() -> breakers.find("till").isPresent());
        await().until(() -> context.getServiceReferences(CircuitBreaker.class, "(breaker=till)")
                        .size()
                == 1);
        ServiceReference<CircuitBreaker> reference = context.getServiceReferences(
                        CircuitBreaker.class, "(breaker=till)")
                .iterator()
                .next();
        CircuitBreaker till = context.getService(reference);
        assertThat(till.report().spec()).isEqualTo(BreakerSpec.of(2, Duration.ofMillis(1500), 3));
        till.forceOpen();
        properties.put("failures", 7);
        configuration.update(properties);
        await().until(() -> till.report().spec().failures() == 7);
        assertThat(till.state()).as("it is the same one").isEqualTo(BreakerState.FORCED_OPEN);
        context.ungetService(reference);
        configuration.delete();
        await().until(() -> breakers.find("till").isEmpty());
    }
}
