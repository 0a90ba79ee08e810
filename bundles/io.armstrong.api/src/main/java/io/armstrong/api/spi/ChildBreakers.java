package io.armstrong.api.spi;

import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.CircuitBreaker;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The breakers that stand in front of children. Provided by the supervisor. */
@ProviderType
public interface ChildBreakers {
    /** The breaker of that child, whether or not it opens by itself; empty when there is no such child, or it was never started. */
    Optional<CircuitBreaker> of(String childId);

    /** Of every static child that has one; dynamic ones are found by name. */
    List<BreakerReport> reports();
}
