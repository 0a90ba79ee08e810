package io.armstrong.process;

/** Handles the messages of a process on its turn: the process, or while nothing is wrong somebody in its stead. */
interface Handler {
    /**
     * Handles one message. Of the turn.
     *
     * @return false when the turn was taken away from this thread meanwhile: then it leaves at once and touches nothing more
     */
    boolean handle(Message message);
}
