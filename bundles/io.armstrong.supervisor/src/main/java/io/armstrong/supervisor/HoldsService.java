package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Holds;
import io.armstrong.core.OrderResult;
import io.armstrong.process.Clock;
import io.armstrong.process.supervise.HeldChildren;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.Grip;
import io.armstrong.supervisor.child.ReliefOfBundle;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.child.World;
import io.armstrong.supervisor.report.Reports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Takes the static children of a bundle in the hand of an upgrade: each supervisor holds its own, then each process is held. */
final class HoldsService implements Holds {
    private final World world;
    private final Children children;
    private final Reports reports;
    private final Orders orders;
    private final Executor edge;
    private final Consumer<String> setAside;

    /**
     * @param edge where those are held for whom nobody lends a thread
     * @param setAside has the child's next start isolate it
     */
    HoldsService(
            World world, Children children, Reports reports, Orders orders, Executor edge, Consumer<String> setAside) {
        this.world = world;
        this.children = children;
        this.reports = reports;
        this.orders = orders;
        this.edge = edge;
        this.setAside = setAside;
    }

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline) {
        return hold(childId, edge, false, deadline);
    }

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns) {
        return hold(childId, turns, true, deadline);
    }

    private CompletionStage<Hold> hold(String childId, Executor turns, boolean here, Duration deadline) {
        List<Grip> grips = gripsBeside(asked("hold", childId));
        InHand hand = new InHand(world, bundle(childId), grips, here);
        return taken(ids(grips), hand, SupervisorProcess::hold, turns, deadline);
    }

    @Override
    public CompletionStage<Hold> holdDown(String childId, Duration deadline) {
        List<String> ids = ids(gripsBeside(asked("hold", childId)));
        InHand hand = new InHand(world, bundle(childId), List.of(), false);
        return taken(ids, hand, SupervisorProcess::holdDown, edge, deadline);
    }

    @Override
    public void setAside(List<String> childIds) {
        childIds.forEach(setAside);
    }

    private BundleChild asked(String verb, String childId) {
        return children.inBundle(childId).orElseThrow(() -> orders.unknown(verb, childId));
    }

    private Bundle bundle(String childId) {
        Bundle bundle = asked("hold", childId).bundle();
        if (bundle != null) return bundle;
        throw new SupervisionException(
                Code.REFUSED, "cannot hold " + childId + ": its bundle is not installed", "sup:status " + childId);
    }

    private static List<String> ids(List<Grip> grips) {
        return grips.stream().map(grip -> grip.child().id()).toList();
    }

    @Override
    public CompletionStage<Relief> relief(String childId, long bundleId, Duration deadline) {
        BundleChild asked = asked("relieve", childId);
        return world.bundles()
                .find(bundleId)
                .map(bundle -> Replies.told(
                        childId, "relieve", ReliefOfBundle.get(world, gripsBeside(asked), bundle, deadline)))
                .orElseGet(() -> CompletableFuture.failedFuture(new SupervisionException(
                        Code.REFUSED, "cannot relieve " + childId + ": bundle " + bundleId + " is gone", "try again")));
    }

    /** Every static child of that child's bundle. */
    private List<Grip> gripsBeside(BundleChild asked) {
        return children.inBundles().stream()
                .filter(child -> child.symbolicName().equals(asked.symbolicName()))
                .filter(child -> reports.find(child.id()).isPresent())
                .sorted(Comparator.comparing(BundleChild::id))
                .map(child -> new Grip(world, child))
                .toList();
    }

    /** How a supervisor takes its own. */
    private interface Taking {
        HeldChildren of(SupervisorProcess supervisor, List<String> ids, Runnable broken);
    }

    private CompletionStage<Hold> taken(
            List<String> ids, InHand hand, Taking taking, Executor turns, Duration deadline) {
        Map<SupervisorProcess, List<String>> bySupervisor = ids.stream()
                .collect(Collectors.groupingBy(id -> orders.place("hold", id).supervisor()));
        List<CompletableFuture<OrderResult>> answers = new ArrayList<>();
        bySupervisor.forEach((supervisor, own) -> {
            HeldChildren held = taking.of(supervisor, own, hand::broken);
            hand.held.add(held);
            answers.add(held.taken());
        });
        CompletableFuture<Hold> taken = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenComposeAsync(
                        all -> {
                            for (CompletableFuture<OrderResult> answer : answers)
                                if (answer.join() instanceof OrderResult.Refused refused)
                                    throw refused(ids, refused.error());
                            return hand.hold(deadline);
                        },
                        turns);
        return taken.orTimeout(deadline.toMillis() + 100, TimeUnit.MILLISECONDS).whenComplete((done, failure) -> {
            if (failure == null) hand.bar();
            else hand.letGo();
        });
    }

    private SupervisionException refused(List<String> ids, OrderResult.Error error) {
        return ids.stream()
                .flatMap(id -> reports.find(id).flatMap(reports::child).stream())
                .filter(child -> child.status() == ChildStatus.WAITING)
                .findFirst()
                .map(HoldsService::waits)
                .orElseGet(() -> Wording.refused("hold", ids.get(0), error));
    }

    /** Nothing of it runs, and what it waits for may come at any moment. */
    private static SupervisionException waits(ChildReport child) {
        String id = child.id();
        return new SupervisionException(
                Code.REFUSED,
                "cannot hold " + id + ": " + child.reason(),
                "sup:stop " + id + ", then upgrade it, then sup:start " + id);
    }

    /** The children of one bundle between two messages. */
    private static final class InHand implements Hold {
        /** How long a release may wait until it is shown: it is done either way. */
        private static final long SHOWN_MILLIS = 1_000;

        private static final CompletableFuture<?>[] NONE = {};

        private final Clock clock;
        private final Wanted wanted;
        private final Bundle bundle;
        private final List<Grip> grips;
        private final boolean here;
        private final List<HeldChildren> held = new ArrayList<>();
        private volatile List<Held> states = List.of();
        private volatile boolean barred;
        private volatile long since;
        private volatile @Nullable Long until;

        /** @param here whether the thread that holds them lends itself to their turns */
        private InHand(World world, Bundle bundle, List<Grip> grips, boolean here) {
            this.here = here;
            this.clock = world.system().clock();
            this.since = clock.nanos();
            this.wanted = world.wanted();
            this.bundle = bundle;
            this.grips = grips;
        }

        private void bar() {
            wanted.bar(bundle.getSymbolicName());
            barred = true;
        }

        private void unbar() {
            if (barred) wanted.unbar(bundle.getSymbolicName());
            barred = false;
        }

        private CompletionStage<Hold> hold(Duration deadline) {
            // No streams, here and in the release: passed too seldom to be compiled, and somebody is held.
            List<CompletableFuture<Held>> holding = new ArrayList<>(grips.size());
            for (Grip grip : grips) {
                CompletionStage<Held> held = here ? grip.holdHere(deadline) : grip.hold(deadline);
                holding.add(Replies.told(grip.child().id(), "hold", held).toCompletableFuture());
            }
            return CompletableFuture.allOf(holding.toArray(NONE)).thenApply(all -> taken(holding));
        }

        private Hold taken(List<CompletableFuture<Held>> holding) {
            List<Held> taken = new ArrayList<>(holding.size());
            for (CompletableFuture<Held> each : holding) taken.add(each.join());
            states = List.copyOf(taken);
            long first = Long.MAX_VALUE;
            for (Grip grip : grips) first = Math.min(first, grip.heldAt());
            if (!grips.isEmpty()) since = first;
            return this;
        }

        @Override
        public long bundleId() {
            return bundle.getBundleId();
        }

        @Override
        public List<Held> children() {
            return states;
        }

        @Override
        public CompletionStage<Void> detach() {
            return all(grips.stream().map(Grip::detach));
        }

        @Override
        public CompletionStage<Void> attach(Map<String, Snapshot> to, Duration deadline) {
            return all(grips.stream().map(grip -> grip.attach(state(to, grip), deadline)));
        }

        @Override
        public CompletionStage<Void> relieve(Relief relief, Map<String, Snapshot> to, Duration deadline) {
            if (!(relief instanceof ReliefOfBundle ours))
                throw new IllegalArgumentException("a relief of another runtime");
            return ours.relieve(grips, to, deadline);
        }

        private Snapshot state(Map<String, Snapshot> to, Grip grip) {
            return to.getOrDefault(grip.child().id(), new Snapshot(0, Map.of()));
        }

        private static CompletionStage<Void> all(Stream<? extends CompletionStage<Void>> stages) {
            return CompletableFuture.allOf(
                    stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
        }

        @Override
        public CompletionStage<Void> release() {
            unbar();
            CompletableFuture<?>[] going = new CompletableFuture<?>[grips.size()];
            int at = 0;
            for (Grip grip : grips)
                going[at++] = grip.release().thenAccept(this::goesOn).toCompletableFuture();
            return CompletableFuture.allOf(going).thenCompose(gone -> handBack());
        }

        private synchronized void goesOn(long at) {
            Long before = until;
            until = before == null ? at : Math.max(before, at);
        }

        @Override
        public long heldNanos() {
            Long end = until;
            return (end == null ? clock.nanos() : end) - since;
        }

        /** First they go on, then everybody else is told: whoever does that here would hold them up. */
        private CompletionStage<Void> handBack() {
            grips.forEach(Grip::outOfHand);
            return all(held.stream().map(HeldChildren::release))
                    .toCompletableFuture()
                    .completeOnTimeout(null, SHOWN_MILLIS, TimeUnit.MILLISECONDS)
                    .thenCompose(shown -> all(grips.stream().map(Grip::left)));
        }

        /** Never taken whole: what was taken goes on. One that is busy is not waited for. */
        private void letGo() {
            unbar();
            grips.forEach(Grip::release);
            handBack();
        }

        @Override
        public void abandon(String cause) {
            unbar();
            drop(cause, true);
        }

        private void drop(String cause, boolean home) {
            ExitReason reason = new ExitReason.Crashed(CrashCause.START, cause, List.of());
            grips.forEach(grip -> grip.drop(reason, home));
            held.forEach(HeldChildren::release);
        }

        /** Their supervisor ends: whatever the upgrade does next finds them gone, and who is started anew waits for its end. */
        private void broken() {
            drop("its supervisor ended during the upgrade", false);
        }
    }
}
