package io.armstrong.supervisor.child;

import io.armstrong.api.Guards;
import io.armstrong.process.Meters;
import io.armstrong.supervisor.bundle.BundleThreads;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The children that declare a heartbeat or bound their memory, and the meters of these. From any thread. */
public final class Watchlist {
    private final ConcurrentHashMap<String, Guarded> children = new ConcurrentHashMap<>();
    private final Meters meters = new Meters();

    /** That child is starting with these guards. */
    void enlist(String id, Guards guards, Guarded child) {
        if (guards.expectsBeats() || guards.boundsMemory()) children.put(id, child);
        else strike(id);
    }

    /** Nothing is expected of that child any more. */
    void strike(String id) {
        children.remove(id);
        meters.forget(id);
    }

    /** Every child on the list. */
    public Collection<Guarded> children() {
        return children.values();
    }

    /** Where a child with these guards is counted; null: nowhere. */
    @Nullable
    Meters metersFor(Guards guards) {
        return guards.memoryBytes() > 0 ? meters : null;
    }

    /** What a worker allocated. */
    long allocated(String id) {
        return meters.allocated(id);
    }

    /** Where the threads of a plain bundle are counted. */
    BundleThreads threads() {
        return new BundleThreads(meters);
    }
}
