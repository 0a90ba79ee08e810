package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.StartsReport;
import io.armstrong.api.StateReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.WhyReport;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.NotPlainData;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.LastCrash;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.report.Why;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The tree as a service: reports from snapshots, orders through mailboxes. */
final class SupervisionService implements Supervision {
    /** What {@link #settled} does not wait for: nobody will change it by himself, or it is up and an upgrade holds it. */
    private static final Set<ChildStatus> TERMINAL = Set.of(
            ChildStatus.UP,
            ChildStatus.UPGRADING,
            ChildStatus.DOWN,
            ChildStatus.ISOLATED,
            ChildStatus.OPEN,
            ChildStatus.HUNG,
            ChildStatus.FAILED);

    /** How long a crash that was ordered may take to be noticed: it happens either way. */
    private static final long SEEN_MILLIS = 1000;

    private final Runtime runtime;
    private final Orders orders;
    private final Reports reports;
    private final Children children;
    private final Why why;
    private final Additions additions;
    private final TierMoves moves;
    private final DynamicStarts starts;

    SupervisionService(Runtime runtime, Additions additions, TierMoves moves) {
        this.runtime = runtime;
        this.orders = runtime.orders();
        this.reports = runtime.reports();
        this.children = runtime.children();
        this.why = new Why(runtime.journal());
        this.additions = additions;
        this.moves = moves;
        this.starts =
                new DynamicStarts(orders, reports, children, runtime.system().messages());
    }

    @Override
    public TreeReport tree() {
        return reports.tree();
    }

    @Override
    public ChildReport status(String id) {
        return orders.report("show", id);
    }

    @Override
    public ChildSpec spec(String id) {
        return orders.place("show", id).view().spec();
    }

    @Override
    public WhyReport why(String id) {
        Reports.Place place = orders.place("explain", id);
        return why.of(
                reports.member(place), place.supervisor().snapshot().spec().intensity(), lastCrash(id));
    }

    private LastCrash lastCrash(String id) {
        return children.inBundle(id)
                .map(child -> child.lastCrash())
                .or(() -> children.instance(id).map(child -> child.lastCrash()))
                .orElse(LastCrash.NONE);
    }

    @Override
    public CompletionStage<TreeReport> settled(Duration limit) {
        CompletableFuture<TreeReport> settled = new CompletableFuture<>();
        runtime.watch(settled, () -> {
            TreeReport tree = reports.tree();
            return calm(tree) ? tree : null;
        });
        return settled.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(late -> CompletableFuture.failedFuture(new SupervisionException(
                        Code.TIMEOUT,
                        "not settled within " + limit.toMillis() + " ms: " + unsettled(reports.tree()),
                        "sup:why " + unsettled(reports.tree()).split(" ", 2)[0])));
    }

    private boolean calm(TreeReport tree) {
        return !tree.supervisors().isEmpty()
                && tree.supervisors().stream().allMatch(tier -> tier.status() == ChildStatus.UP)
                && tree.children().stream().allMatch(this::calm);
    }

    /** One that waits for a service gets as long as a start may take; after that nobody waits for it any more. */
    private boolean calm(ChildReport child) {
        if (child.status() != ChildStatus.WAITING) return TERMINAL.contains(child.status());
        return reports.find(child.id())
                .filter(place -> runtime.system().clock().nanos() - place.view().sinceNanos()
                        > place.view().spec().startDeadline().toNanos())
                .isPresent();
    }

    private String unsettled(TreeReport tree) {
        return tree.children().stream()
                .filter(child -> !calm(child))
                .findFirst()
                .map(child -> child.id() + " is " + child.status().text())
                .orElse("armstrong is starting");
    }

    @Override
    public CompletionStage<ChildReport> startChild(String supervisor, ChildSpec spec) {
        SupervisorProcess parent = orders.supervisor("start a child of", supervisor);
        if (spec.source() instanceof ChildSource.Given)
            return DynamicStarts.refused(spec.id(), "its spec names no bundle", "set its source");
        return starts.order(spec.id(), parent, token -> new SupervisorEvent.StartNew(token, spec));
    }

    @Override
    public CompletionStage<ChildReport> startDynamic(String supervisor, String name, Object argument) {
        return starts.start(supervisor, name, argument);
    }

    @Override
    public CompletionStage<StartsReport> startDynamic(String supervisor, List<?> arguments) {
        return starts.start(supervisor, arguments);
    }

    @Override
    public CompletionStage<ChildReport> add(ChildSpec spec) {
        return additions.add(spec);
    }

    @Override
    public CompletionStage<Void> remove(String id) {
        return additions.remove(id);
    }

    @Override
    public CompletionStage<ChildReport> start(String id) {
        runtime.wanted().letStart(id);
        return orders.order("start", id, token -> new SupervisorEvent.Restart(token, id))
                .thenApply(done -> wantedNow("start", id, Wanted.RUNNING));
    }

    @Override
    public CompletionStage<Void> stop(String id) {
        return orders.order("stop", id, token -> new SupervisorEvent.Terminate(token, id, false))
                .thenAccept(done -> runtime.want("stop", id, Wanted.STOPPED));
    }

    @Override
    public CompletionStage<ChildReport> restart(String id) {
        runtime.wanted().letStart(id);
        return orders.order("restart", id, token -> new SupervisorEvent.Recycle(token, id))
                .thenApply(done -> wantedNow("restart", id, Wanted.RUNNING));
    }

    @Override
    public CompletionStage<Void> isolate(String id) {
        return orders.order("isolate", id, token -> new SupervisorEvent.Isolate(token, id))
                .thenAccept(done -> runtime.want("isolate", id, Wanted.ISOLATED));
    }

    @Override
    public CompletionStage<ChildReport> restore(String id) {
        runtime.wanted().letStart(id);
        return orders.order("restore", id, token -> new SupervisorEvent.Restore(token, id))
                .thenApply(done -> wantedNow("restore", id, Wanted.RUNNING));
    }

    private ChildReport wantedNow(String verb, String id, String wanted) {
        runtime.want(verb, id, wanted);
        return reports.member(orders.place(verb, id));
    }

    @Override
    public CompletionStage<ChildReport> changeTier(String id, Tier tier) {
        return moves.move(id, tier);
    }

    @Override
    public CompletionStage<Object> call(String id, Object message, Duration deadline) {
        WorkerProcess process = process("call", id);
        try {
            return answered(id, process.call(message, deadline));
        } catch (NotPlainData refused) {
            return CompletableFuture.failedFuture(Wording.notPlain("call", id, refused));
        }
    }

    @Override
    public CompletionStage<Object> callWords(String id, List<String> words, Duration deadline) {
        return answered(id, process("call", id).callWords(words, deadline));
    }

    private static CompletionStage<Object> answered(String id, CompletionStage<?> reply) {
        return Replies.answered(id, reply);
    }

    @Override
    public void cast(String id, Object message) {
        WorkerProcess process = process("cast to", id);
        try {
            taken(id, process.cast(message));
        } catch (NotPlainData refused) {
            throw Wording.notPlain("cast to", id, refused);
        }
    }

    @Override
    public void castWords(String id, List<String> words) {
        taken(id, process("cast to", id).castWords(words));
    }

    private static void taken(String id, boolean taken) {
        if (!taken)
            throw new SupervisionException(
                    Code.REFUSED, "cannot cast to " + id + ": its mailbox is full or it is down", "sup:status " + id);
    }

    @Override
    public void crash(String id, String reason) {
        ChildReport child = orders.report("crash", id);
        if (child.status() != ChildStatus.UP && child.status() != ChildStatus.WAITING)
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot crash " + id + ": it is " + child.status().text(),
                    "sup:status " + id);
        ExitReason why = ExitReason.parse(reason);
        children.inBundle(id).ifPresentOrElse(inBundle -> inBundle.crash(why), () -> process("crash", id)
                .crash(why));
        awaitSeen(id, child);
    }

    /** Returns when the supervisor has taken notice, so that what is asked next already tells of it. */
    private void awaitSeen(String id, ChildReport before) {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        runtime.watch(
                seen,
                () -> reports.find(id)
                                .flatMap(reports::child)
                                .filter(now ->
                                        now.incarnation() == before.incarnation() && now.status() == before.status())
                                .isPresent()
                        ? null
                        : Boolean.TRUE);
        seen.completeOnTimeout(false, SEEN_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    @Override
    public CompletionStage<StateReport> state(String id, Duration deadline) {
        String version = orders.report("show the state of", id).version();
        return Replies.told(
                        id,
                        "show the state of",
                        process("show the state of", id).state(deadline))
                .thenApply(taken -> new StateReport(id, taken.schema(), version, taken.data()));
    }

    /** The process of a child that has a worker. */
    private WorkerProcess process(String verb, String id) {
        orders.report(verb, id);
        WorkerProcess process = children.inBundle(id)
                .filter(child -> !child.isPlain())
                .map(child -> (WorkerProcess) child.process())
                .or(() -> children.instance(id).map(instance -> instance.process()))
                .orElse(null);
        if (process != null) return process;
        throw new SupervisionException(
                Code.REFUSED,
                "cannot " + verb + " " + id + ": it is a plain bundle without a worker",
                "sup:status " + id);
    }
}
