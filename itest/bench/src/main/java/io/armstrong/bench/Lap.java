package io.armstrong.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Time from its making on: on the wall, and of the processor, which on a busy machine is the steadier of the two. */
final class Lap {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long began = System.nanoTime();
    private final long worked = MACHINE.getProcessCpuTime();

    /** So many a second since the beginning. */
    double perSecond(double operations) {
        return operations * 1e9 / (System.nanoTime() - began);
    }

    /** Processor time of the whole Java machine an operation, collection of garbage included. */
    String cpu(double operations) {
        return String.format(Locale.ROOT, "cpu_ns_per_op=%.0f", (MACHINE.getProcessCpuTime() - worked) / operations);
    }
}
