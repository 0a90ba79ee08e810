package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.core.OrderResult;
import io.armstrong.process.supervise.KnownChild;
import io.armstrong.process.supervise.OrderAnswer;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The report of a child whose start was ordered, as soon as it is there. One object from the order to whoever waits: it is the answer
 * that the supervisor gives, its place among those that wait for the edge, and the stage.
 */
class StartAnswer extends CompletableFuture<ChildReport> implements OrderAnswer, Runnable {
    private static final String VERB = "start";
    private static final Object HERE = new Object();

    private final Orders orders;
    private final String id;
    private final SupervisorProcess parent;
    /** The thread that gives the order; {@link #HERE} when the answer came on it meanwhile, which tells it then; null once it is given. */
    private @Nullable Object giver;

    private @Nullable OrderResult result;
    /** Looked for on the supervisor's turn, which has it at hand. */
    private @Nullable KnownChild known;

    /** @param giver null: the answer is told on the edge, wherever it comes */
    StartAnswer(Orders orders, String id, SupervisorProcess parent, @Nullable Thread giver) {
        this.orders = orders;
        this.id = id;
        this.parent = parent;
        this.giver = giver;
    }

    final String id() {
        return id;
    }

    @Override
    public void answered(OrderResult answer) {
        result = answer;
        known = parent.known(id);
        if (giver == Thread.currentThread()) giver = HERE;
        else tellOnEdge();
    }

    private void tellOnEdge() {
        try {
            orders.onEdge(this);
        } catch (RejectedExecutionException closed) {
            completeExceptionally(new CompletionException(closed));
        }
    }

    /**
     * The order was given. What was answered meanwhile on this thread, on the supervisor's turn, is told now.
     *
     * @param taken false: as many orders wait as may
     */
    StartAnswer given(boolean taken) {
        boolean here = giver == HERE;
        giver = null;
        if (here) run();
        else if (!taken) refused(parent.full());
        return this;
    }

    private void refused(Throwable why) {
        try {
            Orders.worded(VERB, id, null, why);
        } catch (SupervisionException refusal) {
            completeExceptionally(new CompletionException(refusal));
        }
    }

    @Override
    public void run() {
        try {
            SupervisionException refusal = Orders.refusalOfNew(id, Objects.requireNonNull(result));
            if (refusal != null) throw refusal;
            complete(orders.report(parent, VERB, id, known));
        } catch (Throwable thrown) { // whoever waits is told, as by any stage
            completeExceptionally(new CompletionException(thrown));
        }
    }
}
