package io.armstrong.process;

/**
 * Hears what became of a start: {@code started} and later {@code exited}, or {@code startFailed} alone; each exactly once. Called on
 * the process's turn, so it must not block: it puts an event into a mailbox.
 */
public interface WorkerListener {
    /** {@code init} is done and messages are handled. */
    void started(WorkerProcess process, long incarnation);

    /** {@code init} threw, or was ended before it was done. */
    void startFailed(WorkerProcess process, WorkerExit exit);

    /** The incarnation is over; messages wait for the next one. */
    void exited(WorkerProcess process, WorkerExit exit);

    /**
     * Messages were taken in and will never be handled.
     *
     * @param incarnation that would have handled them; 0 when none was inside
     * @param reason why, with the message where it is one
     */
    default void deadLetters(WorkerProcess process, long incarnation, long messages, String reason) {}
}
