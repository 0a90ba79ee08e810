package io.armstrong.face;

import io.armstrong.api.breaker.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The time in which calls of one child go into one bundle: counts who is inside.
 *
 * <p>Who enters first counts himself and then looks whether it is over; who ends it first says so and then counts. So nobody slips
 * in unseen, and entering costs one addition that threads rarely share.
 */
final class Tenure {
    private static final int STRIPES = 16;
    /** Integers of one cache line. */
    private static final int APART = 16;

    private final long bundleId;
    private final long incarnation;
    private final @Nullable CircuitBreaker breaker;
    private final AtomicIntegerArray inside = new AtomicIntegerArray(STRIPES * APART);
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean over;
    private volatile boolean fenced;

    /** @param breaker asked for each call; null: none */
    Tenure(long bundleId, long incarnation, @Nullable CircuitBreaker breaker) {
        this.bundleId = bundleId;
        this.incarnation = incarnation;
        this.breaker = breaker;
    }

    long bundleId() {
        return bundleId;
    }

    @Nullable
    CircuitBreaker breaker() {
        return breaker;
    }

    long incarnation() {
        return incarnation;
    }

    /** @return where it counted, for {@link #leave}; -1 when it is over and nothing was counted */
    int enter() {
        int stripe = ((int) Thread.currentThread().getId() & (STRIPES - 1)) * APART;
        inside.incrementAndGet(stripe);
        if (!over) return stripe;
        leave(stripe);
        return -1;
    }

    void leave(int stripe) {
        inside.decrementAndGet(stripe);
        if (over && count() == 0) empty.complete(null);
    }

    /** Nobody enters any more. @return completes when everybody has left */
    CompletableFuture<Void> end() {
        over = true;
        if (count() == 0) empty.complete(null);
        return empty;
    }

    /** Who is still inside gets an exception instead of his result. @return how many */
    int fence() {
        int left = count();
        if (left > 0) fenced = true;
        return left;
    }

    boolean fenced() {
        return fenced;
    }

    int count() {
        int sum = 0;
        for (int stripe = 0; stripe < STRIPES * APART; stripe += APART) sum += inside.get(stripe);
        return sum;
    }
}
