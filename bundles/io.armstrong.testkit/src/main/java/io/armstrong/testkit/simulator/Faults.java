package io.armstrong.testkit.simulator;

import java.time.Duration;

/** Whether things go wrong: while the faults last, by chance; afterwards never. */
final class Faults {
    private final SimulatedTime time;
    private final Chance chance;
    private boolean over;

    Faults(SimulatedTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    void begin() {
        over = false;
    }

    void stop() {
        over = true;
    }

    boolean happens(int percent) {
        return !over && chance.percent(percent);
    }

    Duration delay(long millis) {
        return over ? Duration.ZERO : chance.upTo(millis);
    }

    /** At once, on the caller's turn, when there is no delay. */
    void after(Duration delay, Runnable step) {
        if (delay.isZero()) step.run();
        else time.after(delay.toNanos(), step);
    }
}
