package io.armstrong.lifecycle;

import io.armstrong.api.spi.Lifecycle.Outcome;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An order taken in: what to do, and the bundles it has to itself while it is done. */
final class Job {
    /** What is done, part by part, on one thread. */
    interface Work {
        Outcome run(Call call) throws Call.GivenUp;
    }

    final String operation;
    /** The bundle it is about as it stood when the order came. */
    final FrameworkCalls.Seen bundle;
    /** Ids of bundles, or the location of one to be. */
    final Set<Object> keys;

    final Work work;
    final CompletableFuture<Outcome> promise = new CompletableFuture<>();

    /** Set before the work begins; told about while it hangs. */
    volatile @Nullable Call call;

    /** In how many lanes another job is first. Guarded by {@link Lanes}. */
    int ahead;

    /** Guarded by {@link Lanes}. */
    boolean hung;

    Job(String operation, FrameworkCalls.Seen bundle, Set<Object> keys, Work work) {
        this.operation = operation;
        this.bundle = bundle;
        this.keys = Set.copyOf(keys);
        this.work = work;
    }

    /** Whether class loaders may have been given up: threads that ran a child's code must not hold them (fact F10). */
    boolean dropsClasses() {
        return switch (operation) {
            case "update", "refresh", "uninstall" -> true;
            default -> false;
        };
    }
}
