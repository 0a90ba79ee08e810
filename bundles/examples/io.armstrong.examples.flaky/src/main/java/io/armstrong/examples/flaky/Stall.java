package io.armstrong.examples.flaky;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Ways to keep a thread. All of them end by themselves. */
final class Stall {
    private Stall() {}

    /** Waits; an interrupt ends it. */
    static void hang(Duration time) throws InterruptedException {
        if (new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS))
            throw new AssertionError("nobody counts this latch down");
    }

    /** Waits and heeds no interrupt: the thread that a JVM cannot kill. */
    static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (Thread.interrupted()) continue; // clears the flag, on purpose: else parking would return at once
            LockSupport.parkNanos(left);
        }
    }
}
