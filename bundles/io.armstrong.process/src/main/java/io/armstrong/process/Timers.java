package io.armstrong.process;

/** Does small things later. Tasks run on the timers' own thread and must not block: they put a message somewhere. */
public interface Timers extends AutoCloseable {
    /** In nanoseconds: who saw the same tick twice saw it twice within this, unless it {@link #excess lasted longer}. */
    long LEEWAY = 20_000_000;

    /**
     * Runs the task once, not before that time has passed and, on the real clock, up to a tick of 10 ms later.
     *
     * @param nanos 0 or less: as soon as possible
     */
    Timer after(long nanos, Runnable task);

    /**
     * Which tick it is: costs a twentieth of a look at the clock. While the same one is told no more than {@link #LEEWAY} has passed, and
     * {@link #excess} of it.
     *
     * @return 0 while nobody counts, as on a clock that is not the machine's
     */
    default int tick() {
        return 0;
    }

    /** How much longer than {@link #LEEWAY} that tick lasted, in nanoseconds; negative while it is not over. */
    default long excess(int tick) {
        return 0;
    }

    /** Real ones, on a thread of their own. */
    static Timers wheel(Clock clock, Trouble trouble) {
        return new WheelTimers(clock, trouble);
    }

    /** Drops what is still waiting. */
    @Override
    void close();

    /** A task that waits. */
    interface Timer {
        /** Whether it was stopped before it ran: true at most once. */
        boolean cancel();
    }
}
