package io.armstrong.health.felix;

import io.armstrong.api.health.HealthStatus;
import io.armstrong.health.Check;
import io.armstrong.health.Checks;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A Felix health check of a child: the service property {@code armstrong.child} names the child, or one of its {@code hc.tags} does;
 * else it speaks for every child in its bundle. The service object is taken only while it runs.
 */
final class FelixCheck implements Check {
    private static final String CHILD = "armstrong.child";

    private final BundleContext context;
    private final ServiceReference<HealthCheck> reference;
    private final Checks checks;
    private final String name;

    FelixCheck(BundleContext context, ServiceReference<HealthCheck> reference, Checks checks) {
        this.context = context;
        this.reference = reference;
        this.checks = checks;
        this.name = Stream.of(HealthCheck.NAME, "component.name", Constants.SERVICE_PID, Constants.SERVICE_ID)
                .map(reference::getProperty)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .findFirst()
                .orElse("check");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> children() {
        Set<String> named = words(reference.getProperty(CHILD));
        words(reference.getProperty(HealthCheck.TAGS)).stream()
                .filter(checks::isChild)
                .forEach(named::add);
        Bundle bundle = reference.getBundle();
        if (named.isEmpty() && bundle != null) named.addAll(checks.childrenIn(bundle.getBundleId()));
        return named;
    }

    private static Set<String> words(@Nullable Object property) {
        Collection<?> all = property == null
                ? List.of()
                : property instanceof Object[] array
                        ? Arrays.asList(array)
                        : property instanceof Collection<?> list ? list : List.of(property);
        return all.stream().map(String::valueOf).collect(Collectors.toCollection(HashSet::new));
    }

    @Override
    public Answer ask() {
        HealthCheck check = context.getService(reference);
        if (check == null) return new Answer(HealthStatus.UNKNOWN, "its service is gone");
        try {
            Result result = check.execute();
            return result == null
                    ? new Answer(HealthStatus.UNKNOWN, "it answered null")
                    : new Answer(health(result.getStatus()), text(result));
        } finally {
            context.ungetService(reference);
        }
    }

    private static HealthStatus health(Result.Status status) {
        return switch (status) {
            case OK -> HealthStatus.HEALTHY;
            case WARN, TEMPORARILY_UNAVAILABLE -> HealthStatus.DEGRADED;
            case CRITICAL -> HealthStatus.DOWN;
            case HEALTH_CHECK_ERROR -> HealthStatus.UNKNOWN;
        };
    }

    /** The messages that made its status, on one line. */
    private static String text(Result result) {
        String said = StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> entry.getStatus() == result.getStatus())
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
        return result.getStatus() + (said.isEmpty() ? "" : " " + said);
    }
}
