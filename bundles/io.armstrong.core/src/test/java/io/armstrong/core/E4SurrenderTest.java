package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.RestartType;
import org.junit.jupiter.api.Test;

/** Feature E4, the logic: one supervisor gives a running child away, another takes it as it is. */
class E4SurrenderTest {
    private final Script from = Script.of(ONE_FOR_ONE, 3, "a", "b");
    private final Script to = Script.of(REST_FOR_ONE, 3, "c");

    @Test
    void shouldHandOverARunningChildWithoutAStep() {
        OrderResult given = from.order(token -> new SupervisorEvent.Surrender(token, "a"));
        assertThat(given).isInstanceOf(OrderResult.Surrendered.class);
        assertThat(from.children()).isEqualTo("b1");
        ChildSpec changed = ChildSpec.of("a").withRestart(RestartType.TRANSIENT);
        to.order(token -> new SupervisorEvent.Adopt(token, changed, ((OrderResult.Surrendered) given).child()));
        assertThat(to.children()).isEqualTo("c1 a1");
        assertThat(to.crash("c")).isEqualTo("-a1 +c2 +a2");
        assertThat(to.exit("a", "normal")).isEmpty();
        assertThat(to.children()).isEqualTo("c2 a:down");
    }

    @Test
    void shouldRefuseWhatIsOnItsWayOrSetAside() {
        from.order(token -> new SupervisorEvent.Isolate(token, "a"));
        assertThat(from.order(token -> new SupervisorEvent.Surrender(token, "a")))
                .isEqualTo(new OrderResult.Refused(OrderResult.Error.SET_ASIDE));
        assertThat(from.order(token -> new SupervisorEvent.Surrender(token, "x")))
                .isEqualTo(new OrderResult.Refused(OrderResult.Error.NOT_FOUND));
    }

    @Test
    void shouldRefuseAnIdThatIsTaken() {
        Script other = Script.of(ONE_FOR_ONE, 3, "c");
        OrderResult given = other.order(token -> new SupervisorEvent.Surrender(token, "c"));
        ChildRecord child = ((OrderResult.Surrendered) given).child();
        assertThat(to.order(token -> new SupervisorEvent.Adopt(token, child.spec(), child)))
                .isEqualTo(new OrderResult.Refused(OrderResult.Error.ALREADY_STARTED));
    }
}
