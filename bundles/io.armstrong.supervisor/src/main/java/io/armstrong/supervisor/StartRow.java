package io.armstrong.supervisor;

import io.armstrong.api.StartsReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.OrderRow;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.report.Reports;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** Starts of many children by one order, and what became of them. Of the supervisor's turn, but for {@link #run}. */
final class StartRow extends CompletableFuture<StartsReport> implements OrderRow, Runnable {
    private final Orders orders;
    private final Reports reports;
    private final SupervisorProcess parent;
    private final NumberedIds ids;
    private final Object[] arguments;
    private final Map<String, String> failed = new LinkedHashMap<>();
    private int next;
    /** Of the next one. */
    private String id = "";

    StartRow(Orders orders, Reports reports, SupervisorProcess parent, long first, Object[] arguments) {
        this.orders = orders;
        this.reports = reports;
        this.parent = parent;
        this.ids = new NumberedIds(parent.id(), first, arguments.length);
        this.arguments = arguments;
    }

    @Override
    public boolean hasNext() {
        for (; next < arguments.length; next++) {
            id = ids.get(next);
            // Its own children the supervisor knows itself: it will refuse.
            if (!reports.hasBeside(parent, id, true)) return true;
            failed(DynamicStarts.taken(id));
        }
        return false;
    }

    @Override
    public SupervisorEvent.Order next(long token) {
        return new SupervisorEvent.StartDynamic(token, id, arguments[next++]);
    }

    @Override
    public void answered(OrderResult result) {
        if (result instanceof OrderResult.Started) return;
        try {
            Orders.worded("start", id, result, null);
        } catch (SupervisionException told) {
            failed(told);
        }
    }

    private void failed(SupervisionException told) {
        failed.put(id, told.getMessage());
    }

    @Override
    public void done() {
        try {
            orders.onEdge(this);
        } catch (RejectedExecutionException closed) {
            completeExceptionally(new CompletionException(closed));
        }
    }

    @Override
    public void run() {
        complete(new StartsReport(ids, Collections.unmodifiableMap(failed)));
    }
}
