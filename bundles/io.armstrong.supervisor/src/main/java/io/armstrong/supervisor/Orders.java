package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.spec.NearestName;
import io.armstrong.process.supervise.KnownChild;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.report.Reports;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Gives orders to the supervisor concerned and puts its answers into words. */
final class Orders {
    private final SupervisorProcess root;
    private final Children children;
    private final Reports reports;
    private final EdgeRow edge;

    /** @param edge where answers are worked on: never the supervisor's own turn */
    Orders(SupervisorProcess root, Children children, Reports reports, Executor edge) {
        this.root = root;
        this.children = children;
        this.reports = reports;
        this.edge = new EdgeRow(edge);
    }

    /** Where that child stands. @throws SupervisionException NOT_FOUND with the nearest name */
    Reports.Place place(String verb, String id) {
        return reports.find(id).orElseThrow(() -> unknown(verb, id));
    }

    SupervisionException unknown(String verb, String id) {
        List<String> known = new ArrayList<>();
        reports.tree().children().forEach(child -> known.add(child.id()));
        known.addAll(children.supervisorIds());
        String nearest = NearestName.of(id, known);
        String hint = nearest.isEmpty() ? "sup:tree shows what there is" : "did you mean " + nearest + "?";
        return new SupervisionException(Code.NOT_FOUND, "cannot " + verb + " " + id + ": there is no such child", hint);
    }

    /** The running supervisor of that id. @throws SupervisionException NOT_FOUND with the nearest name */
    SupervisorProcess supervisor(String verb, String id) {
        if (id.equals(root.id())) return root;
        return children.supervisor(id).orElseThrow(() -> unknown(verb, id));
    }

    /** An order about a child that is there; the answer arrives on the edge. */
    CompletableFuture<OrderResult> order(String verb, String id, LongFunction<SupervisorEvent.Order> order) {
        return order(verb, id, place(verb, id).supervisor(), order);
    }

    /** An order to that supervisor; fails with a SupervisionException when it is refused. */
    CompletableFuture<OrderResult> order(
            String verb, String id, SupervisorProcess supervisor, LongFunction<SupervisorEvent.Order> order) {
        return worded(verb, id, supervisor.order(order));
    }

    /** The answer on the edge; fails with a SupervisionException when it is a refusal. */
    CompletableFuture<OrderResult> worded(String verb, String id, CompletableFuture<OrderResult> answer) {
        return answer.handleAsync((result, failure) -> worded(verb, id, result, failure), edge);
    }

    /** Does that where answers are worked on, after what waits there. */
    void onEdge(Runnable task) {
        edge.execute(task);
    }

    /** That answer. @throws SupervisionException where it is a refusal */
    static OrderResult worded(String verb, String id, @Nullable OrderResult result, @Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof CallFailed full)
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot " + verb + " " + id + ": its supervisor is " + full.reason(),
                    "try again later");
        if (result == null)
            throw new SupervisionException(Code.FAILED, "cannot " + verb + " " + id + ": " + cause, "sup:events");
        SupervisionException refusal = refusal(verb, id, result);
        if (refusal != null) throw refusal;
        return result;
    }

    /** What that answer means where it is a refusal; null: it is none. */
    static @Nullable SupervisionException refusal(String verb, String id, OrderResult result) {
        if (result instanceof OrderResult.Refused refused) return Wording.refused(verb, id, refused.error());
        if (!(result instanceof OrderResult.StartFailed failed)) return null;
        String why = failed.reason().text();
        return new SupervisionException(
                Code.FAILED, "cannot " + verb + " " + id + ": its start failed: " + why, "sup:why " + id);
    }

    /** The same for a child that was not there before: where its start fails it is forgotten (OTP S71), and nobody can be asked about it. */
    static @Nullable SupervisionException refusalOfNew(String id, OrderResult result) {
        SupervisionException why = refusal("start", id, result);
        if (why == null || !(result instanceof OrderResult.StartFailed)) return why;
        return new SupervisionException(
                why.code(), String.valueOf(why.getMessage()), "put that right, and start it again");
    }

    /**
     * The report of a child that the supervisor knew when it answered, or that another has taken over.
     *
     * @throws SupervisionException as by the other
     */
    ChildReport report(SupervisorProcess supervisor, String verb, String id, @Nullable KnownChild known) {
        ChildReport there = known == null ? null : reports.childOf(supervisor, id, known);
        return there != null ? there : report(verb, id);
    }

    /** The report of a child that is there. @throws SupervisionException NOT_FOUND, also for a supervisor */
    ChildReport report(String verb, String id) {
        return reports.child(place(verb, id))
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND,
                        "cannot " + verb + " " + id + ": it is a supervisor, not a child with a state of its own",
                        "sup:children " + id));
    }
}
