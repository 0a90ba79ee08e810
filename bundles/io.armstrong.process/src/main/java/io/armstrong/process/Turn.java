package io.armstrong.process;

/** A stretch of work that a process does on a thread of the dispatcher: at most one at a time for each process. */
public interface Turn {
    /** Does it, on whatever thread calls. Nothing may escape; what does is told to {@link Trouble} and the thread goes on. */
    void run();

    /** The same on a thread that is only lent: as little as possible of it. */
    default void runBriefly() {
        run();
    }

    /** The same inside a turn of another process that runs on the calling thread. */
    default void runWithin() {
        run();
    }

    /**
     * Says that this turn has held its thread for another 50 ms. Called on the dispatcher's own watch, so it only takes
     * notes: it must not block.
     */
    default void overran() {}
}
