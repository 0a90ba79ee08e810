package io.armstrong.lifecycle;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.lifecycle.FrameworkCalls.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders in, puts each in the lanes of its bundles, runs it on a thread of the pool when its turn comes, and tells
 * its outcome. What hangs is given up here; see {@link Call} for how that is noticed.
 */
final class Orders implements Lifecycle, AutoCloseable {
    /** Orders taken in and not done; what comes beyond is refused. */
    static final int MOST_ORDERS = 100_000;

    private final FrameworkCalls framework;
    private final Steps steps;
    private final Duration secondDeadline;
    private final Consumer<String> log;
    private final BiConsumer<Long, String> returned;
    private final Lanes lanes = new Lanes(MOST_ORDERS);
    private final Watchdog watchdog = new Watchdog();
    private final CallThreads threads;
    /** For what is told while the others may all be busy. */
    private final CallThreads tellers;

    /**
     * @param threads at a time; those that hang do not count
     * @param secondDeadline from the interrupt to HUNG
     * @param log told what a person should see
     * @param returned told the bundle of a hung call that came back
     */
    Orders(
            FrameworkCalls framework,
            int threads,
            Duration secondDeadline,
            Consumer<String> log,
            BiConsumer<Long, String> returned) {
        this.framework = framework;
        this.steps = new Steps(framework);
        this.secondDeadline = secondDeadline;
        this.log = log;
        this.returned = returned;
        this.threads = new CallThreads("armstrong-lifecycle-", threads, this::warn);
        this.tellers = new CallThreads("armstrong-lifecycle-teller-", 1, this::warn);
    }

    void open() {
        watchdog.open();
    }

    /** Refuses what has not begun and what comes; what is under way goes on to its end. */
    @Override
    public void close() {
        for (Job job : lanes.close()) tell(job, refused(job, "the lifecycle is going down"));
        threads.close();
        tellers.close();
        watchdog.close();
    }

    @Override
    public CompletionStage<Outcome> install(String location, Path jar, Duration deadline) {
        Seen none = new Seen(-1, location, "UNINSTALLED", "");
        return take(new Job("install", none, Set.of(location), call -> steps.install(call, location, jar, deadline)));
    }

    @Override
    public CompletionStage<Outcome> start(long bundleId, Duration deadline) {
        return order("start", bundleId, call -> steps.start(call, bundleId, deadline));
    }

    @Override
    public CompletionStage<Outcome> stop(long bundleId, Duration deadline) {
        return order("stop", bundleId, call -> steps.stop(call, bundleId, deadline));
    }

    @Override
    public CompletionStage<Outcome> restart(long bundleId, Duration stopDeadline, Duration startDeadline) {
        return order("restart", bundleId, call -> steps.restart(call, bundleId, stopDeadline, startDeadline));
    }

    @Override
    public CompletionStage<Outcome> update(long bundleId, Path jar, Duration deadline) {
        return order("update", bundleId, call -> steps.update(call, bundleId, jar, deadline));
    }

    @Override
    public CompletionStage<Outcome> uninstall(long bundleId, Duration deadline) {
        return order("uninstall", bundleId, call -> steps.uninstall(call, bundleId, deadline));
    }

    @Override
    public CompletionStage<Outcome> refresh(Collection<Long> bundleIds, Duration deadline) {
        List<Long> ids = List.copyOf(bundleIds);
        Seen first = framework.look(ids.isEmpty() ? -1 : ids.get(0));
        Set<Object> keys = new LinkedHashSet<>(closure(ids));
        keys.addAll(ids);
        if (keys.isEmpty()) keys.add("refresh");
        return take(new Job("refresh", first, keys, call -> {
            Set<Long> closure = closure(ids);
            String unsafe = unsafe(closure, keys);
            if (!unsafe.isEmpty()) return refused(call.job, unsafe);
            return steps.refresh(call, first, ids, closure, deadline);
        }));
    }

    @Override
    public Set<Long> closure(Collection<Long> bundleIds) {
        return framework.closure(bundleIds);
    }

    @Override
    public List<HungCall> hung() {
        List<HungCall> hung = new ArrayList<>();
        for (Job job : lanes.hung()) {
            Call call = job.call;
            if (call == null) continue;
            for (long id : bundles(job)) hung.add(new HungCall(id, call.part(), call.since(), call.trace()));
        }
        return hung;
    }

    /** The bundles a job has to itself; -1 for one that is not installed yet. */
    private static List<Long> bundles(Job job) {
        return job.keys.stream().map(key -> key instanceof Long id ? id : -1L).toList();
    }

    /** Whether what happens to that bundle on this thread, now, was ordered here. */
    boolean ordered(long bundleId, FrameworkFact.Kind kind) {
        Job own = Thread.currentThread() instanceof CallThread thread ? thread.job : null;
        if (own != null && own.keys.contains(bundleId)) return true;
        // A new bundle has no id when it is ordered; others that resolve with ours were named by nobody.
        if (own != null) {
            return switch (kind) {
                case RESOLVED, UNRESOLVED -> true;
                case INSTALLED -> own.operation.equals("install");
                default -> false;
            };
        }
        // A refresh is done on a thread of the framework.
        Job first = lanes.on(bundleId);
        return first != null && first.operation.equals("refresh");
    }

    /** Why a refresh of that closure must not begin; empty when it may (facts F3, I23). */
    private String unsafe(Set<Long> closure, Set<Object> keys) {
        Set<Long> grown = new TreeSet<>(closure);
        grown.removeAll(keys);
        if (!grown.isEmpty()) return "the closure grew while the order waited, by " + grown + "; order it again";
        List<String> moving = steps.look(closure, Seen::moving).stream()
                .map(seen -> seen.name() + " " + seen.state())
                .toList();
        return moving.isEmpty() ? "" : "the closure holds " + String.join(", ", moving);
    }

    private CompletionStage<Outcome> order(String operation, long bundleId, Job.Work work) {
        Seen seen = framework.look(bundleId);
        Job job = new Job(operation, seen, Set.of(bundleId), work);
        if (seen.gone()) return CompletableFuture.completedStage(refused(job, "there is no " + seen.name()));
        return take(job);
    }

    private CompletionStage<Outcome> take(Job job) {
        Lanes.Entry entry = lanes.enter(job);
        if (!entry.entered()) return CompletableFuture.completedStage(refused(job, entry.hung()));
        if (entry.mayRun()) run(job);
        return job.promise.minimalCompletionStage();
    }

    private void run(Job job) {
        Call call = new Call(job, this, watchdog, secondDeadline);
        job.call = call;
        threads.run(call);
    }

    /** The job was done to its end, on this thread of the pool. */
    void finished(Call call, Outcome outcome) {
        if (call.job.dropsClasses()) threads.renew();
        lanes.leave(call.job).forEach(this::run);
        errand(call.job, outcome, threads).run();
    }

    /** Called under the lock of the call: afterwards every new order for its bundles is refused. @return the rest, for outside of the lock */
    Runnable gaveUp(Call call, CallThread stuck) {
        Lanes.Hung hung = lanes.hang(call.job);
        threads.abandon(stuck);
        stuck.setName("armstrong-hung-" + call.job.bundle.symbolicName());
        return () -> {
            Outcome outcome = hung(call);
            warn(call.job.bundle.name() + ": " + outcome.cause());
            tell(call.job, outcome);
            hung.mayRun().forEach(this::run);
            for (Job job : hung.behind()) tell(job, refused(job, call.job));
        };
    }

    /** A call that had been given up came back, on a thread that is no longer of the pool. */
    void returned(Call call) {
        String undone = "";
        try {
            steps.late(call);
        } catch (Exception | Error thrown) {
            undone = "; " + Failure.of(thrown).cause();
        }
        threads.renew();
        lanes.leave(call.job).forEach(this::run);
        warn(call.job.bundle.name() + ": its " + call.part() + " returned after " + Steps.text(call.since()) + undone);
        for (long id : bundles(call.job)) returned.accept(id, framework.look(id).symbolicName());
    }

    private Outcome hung(Call call) {
        Seen seen = framework.look(call.job.bundle.bundleId());
        String cause = call.part() + " did not return within " + Steps.text(call.deadline()) + " nor heed the interrupt"
                + call.standsAt();
        return Steps.of(Kind.HUNG, seen, cause, call.trace());
    }

    /** The framework cannot even be asked, as when it has gone: told, because a stage never fails. */
    Outcome broken(Call call, Throwable thrown) {
        Failure failure = Failure.of(thrown);
        return Steps.of(Kind.FAILED, call.job.bundle, failure.cause(), failure.trace());
    }

    /** @param hung the job in the way; null when there was no room */
    private Outcome refused(Job job, @Nullable Job hung) {
        Call call = hung == null ? null : hung.call;
        if (call == null) return refused(job, "the lifecycle takes no orders: it is full or going down");
        String cause = call.job.bundle.name() + " hangs in " + call.part() + " for " + Steps.text(call.since())
                + call.standsAt();
        return Steps.of(Kind.REFUSED, framework.look(job.bundle.bundleId()), cause, call.trace());
    }

    private Outcome refused(Job job, String cause) {
        return Steps.of(Kind.REFUSED, framework.look(job.bundle.bundleId()), cause, List.of());
    }

    private void tell(Job job, Outcome outcome) {
        tellers.run(errand(job, outcome, tellers));
    }

    private Errand errand(Job job, Outcome outcome, CallThreads pool) {
        String who = "whoever waits for the " + job.operation + " of " + job.bundle.name() + ": ";
        return new Errand(() -> job.promise.complete(outcome), pool, watchdog, held -> warn(who + held));
    }

    /** The log is somebody else's code: it has a thread for it, and is not complained about to itself. */
    private void warn(String text) {
        tellers.run(new Errand(() -> log.accept(text), tellers, watchdog, held -> {}));
    }
}
