package io.armstrong.conformance;

import io.armstrong.api.ExitReason;

/** One instance of a child, as scenarios name it: {@code b#2}. */
abstract class Instance {
    private final String name;
    private final int number;
    private boolean alive = true;

    Instance(String name, int number) {
        this.name = name;
        this.number = number;
    }

    final String name() {
        return name;
    }

    final int number() {
        return number;
    }

    final String label() {
        return name + "#" + number;
    }

    final boolean alive() {
        return alive;
    }

    /** It has ended; to be told to the trace before its supervisor hears of it. */
    final void ended(World world, ExitReason reason) {
        if (!alive) return;
        alive = false;
        world.trace.exited(name, number, reason.text());
    }

    /** An untrappable kill from outside. */
    abstract void kill();

    /** An exit signal from a process that is neither parent nor linked (OTP S33, S90). */
    abstract void signal(ExitReason reason);
}
