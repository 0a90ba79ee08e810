package io.armstrong.gogo.command;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.MemberHealth;
import io.armstrong.api.health.ProbeKind;
import io.armstrong.api.health.SupervisorHealth;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.HealthView;
import io.armstrong.gogo.view.MemberHealthView;
import io.armstrong.gogo.view.VerdictView;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Says how well something is; watched, it waits until that will not change by itself any more (feature O2). */
final class HealthCommand implements Command {
    private static final Option WATCH = Option.flag("watch", "wait until it is healthy, or will not change by itself");
    private static final Option TIMEOUT = Option.of("timeout", "MS", "how long to watch, default 60000");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** What changes by itself, sooner or later. */
    private static final Set<ChildStatus> MOVING = Set.of(
            ChildStatus.STARTING,
            ChildStatus.STOPPING,
            ChildStatus.RESTARTING,
            ChildStatus.UPGRADING,
            ChildStatus.WAITING,
            ChildStatus.OPEN);

    @Override
    public Usage usage() {
        return Usage.of(
                        "health",
                        "How well the tree is, one of it, or a probe",
                        "sup:health counter --watch --timeout 10000")
                .takes(Positional.maybe("WHAT", Kind.HEALTH, "a child, supervisor or tier; or live, ready, startup"))
                .with(WATCH, TIMEOUT)
                .note(
                        "Exit 0 healthy, 1 not, 5 still changing when the time was over. The",
                        "text is the same, watched or not.");
    }

    @Override
    public View run(Call call) throws Exception {
        boolean watched = call.args().has(WATCH.name()) || call.args().has(TIMEOUT.name());
        String what = call.args().maybe(0).orElse("");
        Duration limit = watched ? call.timeout(LIMIT) : Duration.ZERO;
        Duration waited = Duration.ZERO;
        try {
            while (true) {
                HealthReport report = call.services().health().report();
                boolean moving = moving(report, what);
                boolean over = waited.compareTo(limit) >= 0;
                if (!moving || over) return view(report, what, watched && moving);
                call.console().progress("health ... " + waited.toSeconds() + " s of " + limit.toSeconds() + " s");
                pass(LOOK);
                waited = waited.plus(LOOK);
            }
        } finally {
            call.console().progress("");
        }
    }

    private static void pass(Duration time) throws InterruptedException, ExecutionException {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS)
                .get();
    }

    private static View view(HealthReport report, String what, boolean late) {
        if (what.isEmpty()) return new HealthView(report, late);
        Optional<ProbeKind> probe = probe(what);
        return probe.isPresent()
                ? new VerdictView(report.verdict(probe.get()), late)
                : new MemberHealthView(member(report, what), late);
    }

    private static Optional<ProbeKind> probe(String what) {
        return Stream.of(ProbeKind.values())
                .filter(kind -> kind.text().equals(what))
                .findFirst();
    }

    private static MemberHealth member(HealthReport report, String id) {
        return report.member(id).orElseThrow(() -> unknown(report, id));
    }

    private static SupervisionException unknown(HealthReport report, String id) {
        List<String> ids = report.children().stream().map(ChildHealth::id).toList();
        return new SupervisionException(
                Code.NOT_FOUND,
                "cannot tell the health of " + id + ": no child, supervisor or tier is called so",
                Nearest.of(id, ids).map(near -> "did you mean " + near + "? ").orElse("") + "sup:tree shows all");
    }

    /** Whether the answer is not good, and may become so by itself. */
    private static boolean moving(HealthReport report, String what) {
        Optional<ProbeKind> probe = probe(what);
        if (probe.isPresent() && report.verdict(probe.get()).passes()) return false;
        if (what.isEmpty() || probe.isPresent())
            return report.tiers().isEmpty() || report.tiers().stream().anyMatch(HealthCommand::moving);
        return moving(member(report, what));
    }

    private static boolean moving(MemberHealth member) {
        if (member.health() == HealthStatus.HEALTHY) return false;
        if (MOVING.contains(member.status())) return true;
        return member instanceof SupervisorHealth supervisor
                ? supervisor.members().stream().anyMatch(HealthCommand::moving)
                : unsettled((ChildHealth) member);
    }

    /** A check that has not failed for good, or a breaker that tries again. */
    private static boolean unsettled(ChildHealth child) {
        return child.status() == ChildStatus.UP
                && (Set.of("open", "half-open").contains(child.breaker())
                        || child.checks().stream().anyMatch(HealthCommand::undecided));
    }

    private static boolean undecided(CheckHealth check) {
        return check.failures() > 0;
    }
}
