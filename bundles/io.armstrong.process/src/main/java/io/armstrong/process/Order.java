package io.armstrong.process;

/** Something the runtime wants done on a process's own turn. */
final class Order extends SystemMessage {
    private final boolean urgent;
    private final Runnable action;

    private Order(boolean urgent, Runnable action) {
        this.urgent = urgent;
        this.action = action;
    }

    /** Goes before the messages that wait. */
    static Order urgent(Runnable action) {
        return new Order(true, action);
    }

    /** Keeps its place among the messages that wait. */
    static Order inTurn(Runnable action) {
        return new Order(false, action);
    }

    @Override
    protected boolean urgent() {
        return urgent;
    }

    void carryOut() {
        action.run();
    }
}
