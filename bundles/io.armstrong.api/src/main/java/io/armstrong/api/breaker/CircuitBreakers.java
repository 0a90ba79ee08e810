package io.armstrong.api.breaker;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every breaker by name: those that anybody made, those configured by factory PID {@code io.armstrong.breaker~NAME} with the names
 * of {@link BreakerSpec}, and those in front of children, by the child's id.
 */
@ProviderType
public interface CircuitBreakers {
    /** At most so many are made by name and configuration; those of children are not counted. */
    int MOST = 10_000;

    /**
     * The breaker of that name, made with that spec when there is none; an existing one keeps its own.
     *
     * @param name not empty, at most 128 characters; a child's id means the child's
     * @throws IllegalStateException when there are {@link #MOST} already
     */
    CircuitBreaker breaker(String name, BreakerSpec spec);

    /** The breaker of that name; empty when there is none. */
    Optional<CircuitBreaker> find(String name);

    /** All there are, children's first, by name. */
    List<BreakerReport> list();

    /** Forgets one that was made by {@link #breaker}; who still holds it may go on using it. @return whether there was one */
    boolean remove(String name);
}
