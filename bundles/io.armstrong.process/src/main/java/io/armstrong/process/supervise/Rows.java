package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rows of orders that one supervisor has under way, an order of each in turn. What others order meanwhile waits for one of them at
 * most. Of the supervisor's turn.
 */
final class Rows implements OrderAnswer {
    /** So many that are answered at once, as refusals are, and the supervisor's other messages go first. */
    private static final int MOST = 64;

    private final SupervisorProcess supervisor;
    private final Answers answers;
    private final Deque<OrderRow> rows = new ArrayDeque<>(1);
    /** The first one's order is not answered yet. */
    private boolean waits;

    Rows(SupervisorProcess supervisor, Answers answers) {
        this.supervisor = supervisor;
        this.answers = answers;
    }

    void add(OrderRow row) {
        rows.add(row);
    }

    /** Whether it is time for {@link #goOn}. */
    boolean ready() {
        return !waits && !rows.isEmpty();
    }

    /** Gives the next order. Not while another event is being decided. */
    void goOn() {
        for (int left = MOST; ready(); left--) {
            if (left == 0) {
                supervisor.ping(() -> {});
                return;
            }
            OrderRow row = rows.getFirst();
            if (row.hasNext()) give(row);
            else rows.removeFirst().done();
        }
    }

    private void give(OrderRow row) {
        waits = true;
        supervisor.decide(row.next(answers.expect(this)));
    }

    @Override
    public void answered(OrderResult result) {
        waits = false;
        OrderRow row = rows.removeFirst();
        rows.addLast(row);
        row.answered(result);
    }
}
