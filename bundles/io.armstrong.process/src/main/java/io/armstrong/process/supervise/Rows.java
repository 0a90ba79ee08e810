package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The rows of orders that one supervisor has under way, an order of each in turn. What others order meanwhile waits for one of them at
 * most, or for {@link #MOST} that are refused at once. Of the supervisor's turn, but for the places.
 */
final class Rows implements OrderAnswer {
    /** So many that are answered at once, as refusals are, and then what waits in the mailbox has its turn. */
    private static final int MOST = 64;

    private final SupervisorProcess supervisor;
    private final Answers answers;
    private final Deque<OrderRow> rows = new ArrayDeque<>(1);
    /** Places that are taken: of rows here, and of those on their way. */
    private final AtomicInteger taken = new AtomicInteger();
    /** The first one's order is not answered yet. */
    private boolean waits;
    /** A message to go on is in the mailbox. */
    private boolean paused;

    Rows(SupervisorProcess supervisor, Answers answers) {
        this.supervisor = supervisor;
        this.answers = answers;
    }

    /** Sends it one more, on any thread. @return false when {@link SupervisorProcess#BOUND} are there or on their way, or orders wait */
    boolean order(OrderRow row) {
        if (take() && supervisor.offer(new SupervisorMessage.OrderedInRow(row))) return true;
        free();
        return false;
    }

    private boolean take() {
        return taken.incrementAndGet() <= SupervisorProcess.BOUND;
    }

    private void free() {
        taken.decrementAndGet();
    }

    /** Adds one that has a place. */
    void add(OrderRow row) {
        if (!supervisor.alive()) ended(row);
        else rows.add(row);
    }

    private boolean ready() {
        return !waits && !paused && !rows.isEmpty();
    }

    /** Gives the next order if it is time for one. Not while another event is being decided. */
    void goOn() {
        for (int left = MOST; ready(); left--) {
            if (left == 0) pause();
            else if (rows.getFirst().hasNext()) give(rows.getFirst());
            else done(rows.removeFirst());
        }
    }

    private void done(OrderRow row) {
        free();
        row.done();
    }

    private void ended(OrderRow row) {
        free();
        row.ended();
    }

    private void pause() {
        paused = true;
        supervisor.put(new SupervisorMessage.RowsGoOn());
    }

    /** The message that {@link #goOn} left came. */
    void resume() {
        paused = false;
    }

    private void give(OrderRow row) {
        SupervisorEvent.Order order = row.next(answers.expect(this));
        waits = true;
        supervisor.decide(order);
    }

    @Override
    public void answered(OrderResult result) {
        waits = false;
        OrderRow row = rows.removeFirst();
        rows.addLast(row);
        row.answered(result);
    }

    /** The supervisor has ended: what it had begun is answered, and nothing else is begun. */
    void end() {
        rows.forEach(this::ended);
        rows.clear();
    }
}
