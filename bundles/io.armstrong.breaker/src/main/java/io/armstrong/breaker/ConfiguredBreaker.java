package io.armstrong.breaker;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.spi.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * A breaker that is there because it is configured, as {@code io.armstrong.breaker~NAME}. It is a service too, with its name as
 * property {@value #NAME}; of a child it is the child's own breaker with these limits.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = ConfiguredBreaker.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BreakerConfig.class, factory = true)
public final class ConfiguredBreaker {
    static final String PID = "io.armstrong.breaker";
    /** Service property that holds the name. */
    static final String NAME = "breaker";

    private final CircuitBreakers breakers;
    private final Journal journal;
    private @Nullable ServiceRegistration<CircuitBreaker> registration;

    @Activate
    public ConfiguredBreaker(@Reference CircuitBreakers breakers, @Reference Journal journal) {
        this.breakers = breakers;
        this.journal = journal;
    }

    @Activate
    void begin(BundleContext context, BreakerConfig config, Map<String, Object> properties) {
        String name = name(properties);
        CircuitBreaker breaker = breaker(name, config);
        registration =
                context.registerService(CircuitBreaker.class, breaker, FrameworkUtil.asDictionary(Map.of(NAME, name)));
    }

    @Modified
    void change(BreakerConfig config, Map<String, Object> properties) {
        breaker(name(properties), config);
    }

    @Deactivate
    void end(Map<String, Object> properties) {
        if (registration != null) registration.unregister();
        registration = null;
        breakers.remove(name(properties));
    }

    private CircuitBreaker breaker(String name, BreakerConfig config) {
        try {
            BreakerSpec spec = spec(config);
            CircuitBreaker breaker = breakers.breaker(name, spec);
            breaker.configure(spec);
            return breaker;
        } catch (IllegalArgumentException bad) {
            journal.record(new ArmstrongEvent.SpecRefused(
                    name, "configuration " + PID + "~" + name, String.valueOf(bad.getMessage()), "mend the value"));
            throw bad;
        }
    }

    private static BreakerSpec spec(BreakerConfig config) {
        return new BreakerSpec(
                config.failures(),
                Duration.ofMillis(config.recovery()),
                config.trials(),
                Duration.ofMillis(config.window()),
                Duration.ofMillis(config.permit()),
                Duration.ofMillis(config.slowAfter()),
                config.slowPercent(),
                config.slowSample(),
                List.of(config.ignored()));
    }

    static String name(Map<String, Object> properties) {
        String pid = String.valueOf(properties.get(Constants.SERVICE_PID));
        return pid.startsWith(PID + "~") ? pid.substring(PID.length() + 1) : pid.substring(pid.lastIndexOf('.') + 1);
    }
}
