package io.armstrong.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rounds of a closed loop: some to warm up, then those that count. Written by the one who goes round. */
final class Rounds {
    private final int warm;
    private final long[] nanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private int count;
    private Lap lap = new Lap();
    private double perSecond;
    private String cpu = "";

    Rounds(int warm, int measured) {
        this.warm = warm;
        this.nanos = new long[measured];
    }

    /** A round is over. @return whether another one follows */
    boolean finished(long latency) {
        int k = count++ - warm;
        if (k == -1) lap = new Lap();
        if (k >= 0) nanos[k] = latency;
        if (k < nanos.length - 1) return true;
        perSecond = lap.perSecond(nanos.length);
        cpu = lap.cpu(nanos.length);
        done.countDown();
        return false;
    }

    void await() throws InterruptedException {
        if (!done.await(2, TimeUnit.MINUTES)) throw new IllegalStateException("stuck in round " + count);
    }

    long[] nanos() {
        return nanos;
    }

    /** Rounds a second. */
    Line line(String bench, String unit, String notes) {
        return new Line(bench, nanos.length, perSecond, unit, nanos, notes + ", " + cpu);
    }
}
