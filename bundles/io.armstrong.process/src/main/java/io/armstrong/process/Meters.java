package io.armstrong.process;

import java.util.concurrent.ConcurrentHashMap;

/** The meters of those children whose memory is bounded, by id. From any thread. */
public final class Meters {
    private final Allocation allocation = Allocation.ofThisJvm();
    private final ConcurrentHashMap<String, Meter> meters = new ConcurrentHashMap<>();

    /** Bytes that the child's turns and own threads allocated since its incarnation began; 0 when it has no meter. */
    public long allocated(String id) {
        Meter meter = meters.get(id);
        return meter == null ? 0 : meter.allocated();
    }

    /** Bytes that thread has allocated since it began; 0 when it has ended, or is virtual. */
    public long allocatedBy(Thread thread) {
        return allocation.of(thread);
    }

    /** The child is gone for good. */
    public void forget(String id) {
        meters.remove(id);
    }

    Meter of(String id) {
        Meter known = meters.get(id);
        return known != null ? known : meters.computeIfAbsent(id, key -> new Meter(allocation));
    }
}
