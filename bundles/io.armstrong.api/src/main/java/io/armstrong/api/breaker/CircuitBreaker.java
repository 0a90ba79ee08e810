package io.armstrong.api.breaker;

import java.util.concurrent.Callable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A breaker by name. Safe for any number of threads; a permitted call costs one volatile read while nothing fails.
 *
 * <p>What is done by hand holds until it is undone by hand.
 */
@ProviderType
public interface CircuitBreaker {
    String name();

    /** Now. */
    BreakerState state();

    /** Everything there is to know now. */
    BreakerReport report();

    /**
     * Does the work unless the breaker is open. What it throws is a failure, unless the spec ignores it, and is passed on.
     *
     * @throws BreakerOpen when it was not tried
     */
    <T> T call(Callable<T> work) throws Exception;

    /**
     * For work that ends elsewhere: a permit that is answered once. One that is not answered in its time counts as a failure while the
     * breaker is half-open.
     *
     * @throws BreakerOpen when there is none
     */
    Permit acquire();

    /** Turns every call away until {@link #close} or {@link #auto}. */
    void forceOpen();

    /** Closes it now and forgets what was counted. */
    void close();

    /** Lets every call pass and counts nothing until {@link #close}, {@link #auto} or {@link #forceOpen}. */
    void disable();

    /** Undoes {@link #forceOpen} and {@link #disable}: closed, nothing counted. Nothing happens otherwise. */
    void auto();

    /** Other limits from now on; what was counted stays. */
    void configure(BreakerSpec spec);

    /** Leave to do one piece of work. Only the first answer counts. */
    @ProviderType
    interface Permit {
        void succeeded();

        /** @param thrown why; ignored exceptions give the permit back */
        void failed(Throwable thrown);

        /** Gives it back: the work was not done. */
        void release();
    }
}
