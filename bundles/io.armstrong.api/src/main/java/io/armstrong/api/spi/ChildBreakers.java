package io.armstrong.api.spi;

import io.armstrong.api.breaker.CircuitBreaker;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The breakers that stand in front of children. Provided by the supervisor. */
@ProviderType
public interface ChildBreakers {
    /** The breaker of that child; empty when there is no such child, or it has none. */
    Optional<CircuitBreaker> of(String childId);

    /** Of every child that has one. */
    List<CircuitBreaker> all();
}
