package io.armstrong.process;

/** The start of an incarnation, for the process's own turn: an order that each child gets, and so without a task beside it. */
final class Begin extends SystemMessage {
    final long number;
    final WorkerListener hearer;

    Begin(long number, WorkerListener hearer) {
        this.number = number;
        this.hearer = hearer;
    }
}
