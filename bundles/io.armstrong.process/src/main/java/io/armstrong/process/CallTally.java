package io.armstrong.process;

/** Told what calls to a child came to, while somebody looks. On whichever thread: it must not block. */
@FunctionalInterface
public interface CallTally {
    /**
     * Of each call that the worker answered, and of each that failed by its fault: a crash, no answer in time, a checkpoint that was lost.
     * Not of one that was turned away, or that waited between two incarnations.
     *
     * @param nanos from the send to the outcome
     */
    void told(long nanos, boolean failed);
}
