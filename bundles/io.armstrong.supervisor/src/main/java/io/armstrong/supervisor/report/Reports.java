package io.armstrong.supervisor.report;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.spi.Store;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.KnownChild;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.process.supervise.SupervisorSnapshot;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.InstanceChild;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Makes reports of what the supervisors publish; no mailbox is asked and nothing waits (design section 4). */
public final class Reports {
    private final ProcessSystem system;
    private final SupervisorProcess root;
    private final Children children;
    private final BundleReports bundles;
    private String lastMark = "";
    private long sequence;

    /** @param drifted digest of what the bundle of that symbolic name runs, where the store has another; else empty */
    public Reports(
            ProcessSystem system,
            SupervisorProcess root,
            Children children,
            Store store,
            UnaryOperator<String> drifted) {
        this.system = system;
        this.root = root;
        this.children = children;
        this.bundles = new BundleReports(store, drifted);
    }

    /** The whole tree. */
    public TreeReport tree() {
        List<SupervisorReport> tiers = new ArrayList<>();
        StringBuilder mark = new StringBuilder();
        for (ChildView tier : root.snapshot().children()) tiers.add(supervisor(tier, Tier.NORMAL, mark));
        return new TreeReport(sequence(mark.toString()), tiers);
    }

    /** Counts changes of what is published, whichever supervisor changed. */
    private synchronized long sequence(String mark) {
        if (!mark.equals(lastMark)) sequence++;
        lastMark = mark;
        return sequence;
    }

    private SupervisorReport supervisor(ChildView view, Tier above, StringBuilder mark) {
        Tier tier = tierCalled(view.id()).orElse(above);
        SupervisorProcess process = children.supervisor(view.id()).orElse(null);
        if (process == null) return empty(view, tier);
        SupervisorSnapshot now = process.snapshot();
        mark.append(view.id())
                .append(view.incarnation())
                .append(view.status())
                .append(now.sequence())
                .append(' ');
        List<MemberReport> members = new ArrayList<>();
        for (ChildView child : now.children())
            members.add(nested(child) ? supervisor(child, tier, mark) : child(child, tier, process));
        ChildStatus status = view.status() == ChildStatus.UP ? now.status() : view.status();
        return new SupervisorReport(
                view.id(),
                tier,
                now.spec().strategy(),
                status,
                now.spec().intensity(),
                now.used(),
                view.restarts(),
                status == ChildStatus.UP ? millisSince(view.upNanos()) : 0,
                lastRestart(view),
                members);
    }

    private SupervisorReport empty(ChildView view, Tier tier) {
        return new SupervisorReport(
                view.id(),
                tier,
                tier.strategy(),
                view.status(),
                tier.intensity(),
                0,
                view.restarts(),
                0,
                lastRestart(view),
                List.of());
    }

    private @Nullable Instant lastRestart(ChildView view) {
        return view.restarts() == 0 ? null : Instant.now().minusMillis(millisSince(view.restartedNanos()));
    }

    private static boolean nested(ChildView view) {
        return view.spec().source() instanceof ChildSource.Nested;
    }

    private static Optional<Tier> tierCalled(String id) {
        for (Tier tier : Tier.values()) if (tier.text().equals(id)) return Optional.of(tier);
        return Optional.empty();
    }

    /** A supervisor that has a child of that id, and the child; empty when none has. */
    public Optional<Place> find(String id) {
        ChildView atRoot = root.child(id);
        if (atRoot != null) return Optional.of(new Place(root, atRoot));
        for (String supervisor : children.supervisorIds()) {
            SupervisorProcess process = children.supervisor(supervisor).orElse(null);
            ChildView view = process == null ? null : process.child(id);
            if (process != null && view != null) return Optional.of(new Place(process, view));
        }
        return Optional.empty();
    }

    /** Whether any other supervisor has a child of that id. @param made that one makes it with a number */
    public boolean hasBeside(SupervisorProcess supervisor, String id, boolean made) {
        boolean atRoot = root != supervisor && (made ? root.hasMade(id) : root.has(id));
        return atRoot || children.hasBeside(supervisor, id, made);
    }

    /** Where a child stands. */
    public record Place(SupervisorProcess supervisor, ChildView view) {}

    /** The report of that supervisor's child; null for a supervisor, and when it is its child no more. */
    public @Nullable ChildReport childOf(SupervisorProcess parent, String id, KnownChild known) {
        ChildView view = known.shownBy(parent, id);
        return view == null || nested(view) ? null : child(view, view.spec().tier(), parent, known.hand());
    }

    /** The report of a child that stands there; empty for a supervisor. */
    public Optional<ChildReport> child(Place place) {
        return nested(place.view()) ? Optional.empty() : Optional.of(member(place));
    }

    /** The report of whatever stands there; of a supervisor what it has in common with a child. */
    public ChildReport member(Place place) {
        return child(place.view(), place.view().spec().tier(), place.supervisor());
    }

    private ChildReport child(ChildView view, Tier tier, SupervisorProcess supervisor) {
        return child(view, tier, supervisor, supervisor.hand(view.id()));
    }

    private ChildReport child(ChildView view, Tier tier, SupervisorProcess supervisor, @Nullable Child hand) {
        InstanceChild instance = hand instanceof InstanceChild dynamic ? dynamic : null;
        BundleChild inBundle =
                instance != null ? null : children.inBundle(view.id()).orElse(null);
        WorkerProcess process = inBundle != null ? inBundle.process() : instance != null ? instance.process() : null;
        Bundle bundle = inBundle != null ? inBundle.bundle() : instance != null ? instance.bundle() : null;
        int schema = inBundle != null ? inBundle.traits().schema() : instance != null ? instance.schema() : 0;
        String missing = inBundle == null ? "" : inBundle.missing();
        ChildStatus status =
                !missing.isEmpty() && view.status() == ChildStatus.UP ? ChildStatus.WAITING : view.status();
        long now = system.clock().nanos();
        long inStatus = millis(now - view.sinceNanos());
        boolean up = view.status() == ChildStatus.UP || view.status() == ChildStatus.UPGRADING;
        return new ChildReport(
                view.id(),
                tier,
                supervisor.id(),
                view.spec().restart(),
                status,
                instance != null
                        ? instance.version(bundle)
                        : bundle == null ? "" : bundle.getVersion().toString(),
                schema,
                inBundle != null ? inBundle.number() : view.incarnation(),
                view.restarts(),
                up ? millis(now - view.upNanos()) : 0,
                process == null ? 0 : process.waiting(),
                process == null ? 0 : process.dropped(),
                process == null ? 0 : process.deadLetters(),
                breaker(view, process),
                status == ChildStatus.WAITING ? missing : reason(view),
                Instant.now().minusMillis(inStatus),
                lastRestart(view),
                bundle == null ? null : bundles.of(bundle));
    }

    /** One word for what policy and gate know: kept down by its supervisor is open, up on trial half-open, unless it was forced by hand. */
    private static String breaker(ChildView view, @Nullable WorkerProcess process) {
        String own = process == null
                ? view.spec().breakerInForce().present() ? BreakerState.CLOSED.text() : "none"
                : process.breakerState();
        if (own.equals(BreakerState.FORCED_OPEN.text()) || own.equals(BreakerState.DISABLED.text())) return own;
        if (view.status() == ChildStatus.OPEN) return BreakerState.OPEN.text();
        return view.onTrial() ? BreakerState.HALF_OPEN.text() : own;
    }

    private long millisSince(long nanos) {
        return millis(system.clock().nanos() - nanos);
    }

    private static long millis(long nanos) {
        return Math.max(0, nanos / 1_000_000);
    }

    /** The last exit matters until the child is up again. */
    private static String reason(ChildView view) {
        return view.status() == ChildStatus.UP ? "" : view.reason().strip();
    }
}
