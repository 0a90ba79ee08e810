package io.armstrong.bench.inside;

import java.lang.management.ManagementFactory;
import java.util.List;

/** How long ago the Java machine began: asked when every child is up. */
final class Uptime {
    private Uptime() {}

    static List<Found> run(Services services, int divisor) {
        long millis = ManagementFactory.getRuntimeMXBean().getUptime();
        return List.of(new Found("uptime", 1, millis, "ms", new long[] {millis * 1_000_000}, ""));
    }
}
