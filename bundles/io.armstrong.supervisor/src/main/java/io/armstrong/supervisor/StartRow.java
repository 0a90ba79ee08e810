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
import org.jspecify.annotations.Nullable;

/** Starts of many children by one order, and what became of them. Of the supervisor's turn, but for {@link #run}. */
final class StartRow extends CompletableFuture<StartsReport> implements OrderRow, Runnable {
    private final Orders orders;
    private final Reports reports;
    private final SupervisorProcess parent;
    private final NumberedIds ids;
    private final @Nullable Object[] arguments;
    /** What was answered to those that did not start; null: the id is taken. There may be as many as arguments: put into words later. */
    private final Map<String, @Nullable OrderResult> failed = new LinkedHashMap<>();

    private int next;
    /** Of the next one. */
    private String id = "";

    StartRow(Orders orders, Reports reports, SupervisorProcess parent, long first, @Nullable Object[] arguments) {
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
            failed.put(id, null);
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
        if (!(result instanceof OrderResult.Started)) failed.put(id, result);
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
        Map<String, String> told = new LinkedHashMap<>();
        failed.forEach((child, answer) -> told.put(child, why(child, answer)));
        complete(new StartsReport(ids, Collections.unmodifiableMap(told)));
    }

    private static String why(String child, @Nullable OrderResult answer) {
        SupervisionException why = answer == null ? DynamicStarts.taken(child) : Orders.refusal("start", child, answer);
        return why == null ? child + " is not wanted" : String.valueOf(why.getMessage());
    }
}
