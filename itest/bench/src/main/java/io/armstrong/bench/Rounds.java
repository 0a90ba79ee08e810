package io.armstrong.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Rounds of a closed loop: some to warm up, then those that count. Written by the one who goes round. */
final class Rounds {
    private final int warm;
    private final long[] nanos;
    private final CountDownLatch done = new CountDownLatch(1);
    private int count;
    private long began;
    private long ended;

    Rounds(int warm, int measured) {
        this.warm = warm;
        this.nanos = new long[measured];
        if (warm == 0) began = System.nanoTime();
    }

    /** A round is over. @return whether another one follows */
    boolean finished(long latency) {
        int k = count++ - warm;
        if (k == -1) began = System.nanoTime();
        if (k >= 0) nanos[k] = latency;
        if (k < nanos.length - 1) return true;
        ended = System.nanoTime();
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
        return new Line(bench, nanos.length, nanos.length * 1e9 / (ended - began), unit, nanos, notes);
    }
}
