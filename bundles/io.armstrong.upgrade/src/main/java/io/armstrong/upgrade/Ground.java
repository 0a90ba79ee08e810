package io.armstrong.upgrade;

import io.armstrong.api.Supervision;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What an upgrade stands on: the services, a pool for its turns, and time.
 *
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
        Executor pool,
        LongSupplier nanos,
        Supplier<Instant> wall,
        Limits limits) {}
