package io.armstrong.testkit.simulator;

import java.time.Duration;

/** Whether children go wrong: while the faults last, by chance; afterwards never. */
final class Faults {
    private static final int ROUND = 5;

    private final SimulatedTime time;
    private final Chance chance;
    private final Plot plot;
    private boolean over;

    Faults(SimulatedTime time, Chance chance, Plot plot) {
        this.time = time;
        this.chance = chance;
        this.plot = plot;
    }

    void begin() {
        over = false;
    }

    void stop() {
        over = true;
    }

    /** What befalls that incarnation; luck comes round, so that a run which needs a late one can be made short. */
    Luck of(String child, long incarnation) {
        return new Luck(child, incarnation, chance.of(child, incarnation % ROUND));
    }

    /** At once, on the caller's turn, when there is no delay. */
    void after(Duration delay, Runnable step) {
        if (delay.isZero()) step.run();
        else time.after(delay.toNanos(), step);
    }

    /** The fate of one incarnation, whatever happens to others. */
    final class Luck {
        private final String child;
        private final long incarnation;
        private final Chance own;

        private Luck(String child, long incarnation, Chance own) {
            this.child = child;
            this.incarnation = incarnation;
            this.own = own;
        }

        boolean strikes(int percent, String what) {
            return own.percent(percent) && !over && plot.has(child + "#" + incarnation + " " + what);
        }

        Duration delay(int millis) {
            Duration delay = own.upTo(millis);
            return over ? Duration.ZERO : delay;
        }
    }
}
