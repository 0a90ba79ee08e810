package io.armstrong.process;

/**
 * Runs turns of processes.
 *
 * <p>The real one is a small pool of daemon threads, as many as the machine has cores; a turn that holds one over 50 ms gets
 * it a substitute. The virtual one runs turns in the order in which they came, when the test says so.
 */
public interface Dispatcher extends AutoCloseable {
    /**
     * Runs a turn soon, once. Handed over by a running turn it may be run next on the same thread, before what others
     * handed over earlier.
     */
    void execute(Turn turn);

    /**
     * Runs a turn on the calling thread, as briefly as it can, unless another turn runs there.
     *
     * @return false when it was not run: then it is for {@link #execute}
     */
    default boolean runHere(Turn turn) {
        return false;
    }

    /**
     * The same, and right after it the turn that it leaves by {@link #keepHere}, as briefly: for a caller who waits for what follows.
     *
     * @return false when it was not run: then it is for {@link #execute}
     */
    default boolean runHereWithNext(Turn turn) {
        return runHere(turn);
    }

    /**
     * Leaves a turn for the calling thread while another has it by {@link #runHereWithNext}. One for each.
     *
     * @return false when it was not left there: then it is for {@link #execute}
     */
    default boolean keepHere(Turn turn) {
        return false;
    }

    /**
     * Runs a turn at once in the middle of another one that runs on the calling thread, which goes on afterwards: one of this
     * dispatcher's own threads, or one on which a turn was left by {@link #keepHere}. Only for turns that call nobody's code and wait
     * for nothing: a supervisor's, or the end of an idle worker that needs not be told.
     *
     * @return false when it was not run: then it is for {@link #execute}
     */
    default boolean runWithin(Turn turn) {
        return false;
    }

    /** Runs a turn after everything that is waiting: for a process that had its share and has more to do. */
    void requeue(Turn turn);

    /** Runs a turn that may block on a thread nobody else uses meanwhile: a virtual one where the JDK has them. */
    void executeBlocking(Turn turn, String threadName);

    /** Takes no more turns and lets its threads end; turns that wait are not run. */
    @Override
    void close();
}
