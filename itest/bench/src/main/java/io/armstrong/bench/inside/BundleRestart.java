package io.armstrong.bench.inside;

import io.armstrong.api.Supervision;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A supervised bundle crashes, is stopped and started (transient), and its service answers with a fresh state: through its
 * face, which a client gets once and keeps. As the peers', the client is one thread that blocks.
 */
final class BundleRestart {
    private static final int WARM = 5_000;
    private static final int MEASURED = 10_000;

    private BundleRestart() {}

    static List<Found> run(Services services, int divisor) {
        Supervision supervision = services.get(Supervision.class);
        LongUnaryOperator adding = services.get(LongUnaryOperator.class);
        int warm = Math.max(1, WARM / divisor);
        long[] nanos = new long[Math.max(1, MEASURED / divisor)];
        long began = 0;
        for (int i = -warm; i < nanos.length; i++) {
            if (i == 0) began = System.nanoTime();
            long crashed = System.nanoTime();
            supervision.crash("adding", "crash");
            long count = adding.applyAsLong(1);
            if (count != 1) throw new IllegalStateException("after a restart: " + count);
            if (i >= 0) nanos[i] = System.nanoTime() - crashed;
        }
        double perSecond = nanos.length * 1e9 / (System.nanoTime() - began);
        return List.of(new Found(
                "bundle_restart",
                nanos.length,
                perSecond,
                "restarts/s",
                nanos,
                "one plain bundle, depth bundle, stop and start transient, called through its face"));
    }
}
