package io.armstrong.testkit.simulator;

import java.time.Duration;

/** How code under {@link SimulatedTime} blocks: time passes only when the test lets it. */
public final class VirtualSleep {
    private VirtualSleep() {}

    /**
     * Sleeps in virtual time, on a thread of a blocking turn.
     *
     * @throws InterruptedException when it was interrupted meanwhile
     * @throws IllegalStateException on any other thread
     */
    public static void sleep(Duration time) throws InterruptedException {
        SleeperThread.current().doze(time.toNanos());
    }

    /** Hangs until it is interrupted. */
    public static void hang() throws InterruptedException {
        SleeperThread.current().doze(Long.MAX_VALUE);
    }

    /** Hangs for good, whatever is done about it: what a JVM cannot kill. */
    public static void hangUninterruptibly() {
        while (true) {
            try {
                hang();
            } catch (InterruptedException deaf) {
                Thread.interrupted(); // it does not listen
            }
        }
    }
}
