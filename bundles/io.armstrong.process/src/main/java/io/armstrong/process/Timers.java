package io.armstrong.process;

/** Does small things later. Tasks run on the timers' own thread and must not block: they put a message somewhere. */
public interface Timers extends AutoCloseable {
    /**
     * Runs the task once, not before that time has passed and, on the real clock, up to a tick of 10 ms later.
     *
     * @param nanos 0 or less: as soon as possible
     */
    Timer after(long nanos, Runnable task);

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
