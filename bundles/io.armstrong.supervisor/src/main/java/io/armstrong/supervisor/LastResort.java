package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Tier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * When no restart inside the process helps, and the process itself has to begin anew: a child of the error kernel hangs, so
 * its bundle can never be started again (fault row 3); or memory is out, which no child has for itself (fault row 7).
 */
final class LastResort {
    static final int OUT_OF_MEMORY = 71;
    static final int KERNEL_HUNG = 75;
    /** A second crash for want of memory within this is one too many. */
    static final Duration AGAIN_WITHIN = Duration.ofSeconds(60);
    /** With less of the heap free than this, one crash for want of memory is enough. */
    static final double LEAST_FREE = 0.05;

    /**
     * @param exitCode what the process ends with, where somebody can end it
     * @param alarm its name
     */
    record End(int exitCode, String alarm, String why) {}

    private final Function<String, Optional<Tier>> tiers;
    private final LongSupplier nanos;
    private final DoubleSupplier freeHeap;
    /** Guarded by this. */
    private Optional<Long> lastOutOfMemory = Optional.empty();

    /**
     * @param tiers the tier of a child
     * @param nanos a clock that never goes back
     * @param freeHeap the free share of the heap's limit, 0 to 1
     */
    LastResort(Function<String, Optional<Tier>> tiers, LongSupplier nanos, DoubleSupplier freeHeap) {
        this.tiers = tiers;
        this.nanos = nanos;
        this.freeHeap = freeHeap;
    }

    /** The free share of this JVM's heap, of all that it may become. */
    static double freeHeap() {
        java.lang.Runtime jvm = java.lang.Runtime.getRuntime();
        return 1.0 - (double) (jvm.totalMemory() - jvm.freeMemory()) / jvm.maxMemory();
    }

    /** What that event asks for; empty for all but the two. */
    Optional<End> after(ArmstrongEvent event) {
        if (event instanceof ArmstrongEvent.StatusChanged changed && changed.status() == ChildStatus.HUNG)
            return hung(changed);
        if (event instanceof ArmstrongEvent.ChildExited exited
                && exited.reason() instanceof ExitReason.Crashed crash
                && crash.cause().startsWith(OutOfMemoryError.class.getName())) return outOfMemory(exited.child());
        return Optional.empty();
    }

    private Optional<End> hung(ArmstrongEvent.StatusChanged changed) {
        return tiers.apply(changed.child())
                .filter(tier -> tier == Tier.ERROR_KERNEL)
                .map(kernel -> new End(
                        KERNEL_HUNG,
                        "kernel-hung",
                        changed.child() + " of the error kernel hangs: " + changed.reason()));
    }

    private synchronized Optional<End> outOfMemory(String child) {
        long now = nanos.getAsLong();
        boolean again = lastOutOfMemory.isPresent() && now - lastOutOfMemory.get() <= AGAIN_WITHIN.toNanos();
        lastOutOfMemory = Optional.of(now);
        if (!again && freeHeap.getAsDouble() >= LEAST_FREE) return Optional.empty();
        return Optional.of(new End(
                OUT_OF_MEMORY,
                "out-of-memory",
                child + " crashed for want of memory" + (again ? ", again" : ", and less than 5 % of the heap is free")
                        + "; -XX:+HeapDumpOnOutOfMemoryError would show what fills it"));
    }
}
