package io.armstrong.upgrade;

import io.armstrong.api.Supervision;
import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What an upgrade stands on: the services, a pool for its turns, and time.
 *
 * @param hides who hides twins, while somebody does
 * @param leaks why no further upgrade of a child may begin, while somebody guards that
 * @param pool runs the turns of the walks, disk access included
 * @param nanos monotonic
 * @param wall for people
 */
record Ground(
        Supervision supervision,
        Holds holds,
        Lifecycle lifecycle,
        Store store,
        Journal journal,
        RunningBundles bundles,
        Supplier<Optional<Hiding>> hides,
        Function<String, Optional<String>> leaks,
        Executor pool,
        LongSupplier nanos,
        Supplier<Instant> wall,
        Limits limits) {
    /** Who hides twins; empty: upgrades go the direct way. */
    Optional<Hiding> hiding() {
        return hides.get();
    }

    /** The same with other holds. */
    Ground with(Holds other) {
        return new Ground(
                supervision, other, lifecycle, store, journal, bundles, hides, leaks, pool, nanos, wall, limits);
    }
}
