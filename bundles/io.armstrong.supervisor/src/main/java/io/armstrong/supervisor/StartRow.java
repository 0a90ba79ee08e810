package io.armstrong.supervisor;

import io.armstrong.api.StartsReport;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.OrderRow;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.report.Reports;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Starts of many children by one order. Of the supervisor's turn. */
final class StartRow implements OrderRow {
    private final Orders orders;
    private final Reports reports;
    private final SupervisorProcess parent;
    private final NumberedIds ids;
    private final @Nullable Object[] arguments;
    private final FailedStarts failed;
    /** Whoever keeps it keeps no argument. */
    private final CompletableFuture<StartsReport> report = new CompletableFuture<>();

    private int next;
    /** Of the next one. */
    private String id = "";

    StartRow(Orders orders, Reports reports, SupervisorProcess parent, NumberedIds ids, @Nullable Object[] arguments) {
        this.orders = orders;
        this.reports = reports;
        this.parent = parent;
        this.ids = ids;
        this.arguments = arguments;
        this.failed = new FailedStarts(ids);
    }

    CompletableFuture<StartsReport> report() {
        return report;
    }

    @Override
    public boolean hasNext() {
        for (; next < arguments.length; next++) {
            id = ids.get(next);
            // Its own children the supervisor knows itself: it will refuse.
            if (!reports.hasBeside(parent, id, true)) return true;
            failed.taken(next);
        }
        return false;
    }

    @Override
    public SupervisorEvent.Order next(long token) {
        Object argument = arguments[next];
        arguments[next++] = null; // the child's alone from now on
        return new SupervisorEvent.StartDynamic(token, id, argument);
    }

    @Override
    public void answered(OrderResult result) {
        if (!(result instanceof OrderResult.Started)) failed.answered(next - 1, result);
    }

    @Override
    public void ended() {
        for (; next < arguments.length; next++) failed.answered(next, FailedStarts.NOPROC);
        done();
    }

    @Override
    public void done() {
        StartsReport told = new StartsReport(ids, failed);
        try {
            orders.onEdge(() -> report.complete(told));
        } catch (RejectedExecutionException closed) {
            report.completeExceptionally(new CompletionException(closed));
        }
    }
}
