package io.armstrong.gogo.command;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.Sticky;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.RolloutView;
import io.armstrong.gogo.view.RolloutsView;
import io.armstrong.gogo.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code sup:rollout}: new code by degrees; begins one, shows it, and hands it orders. */
final class RolloutCommand implements Command {
    private static final List<String> ACTIONS = List.of("status", "pause", "resume", "abort", "promote");
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration WATCH = Duration.ofHours(1);

    private static final Option STEPS = Option.of("steps", "'STEP, ...'", "weight N, pause [TIME], analysis, promote");
    private static final Option ANALYSIS = Option.of("analysis", "'NAME=VALUE ...'", "interval, count, calls, ...");
    private static final Option GATE = Option.of("gate", "MS", "each moved instance stays well so long, 5000");
    private static final Option STICKY = Option.of("sticky", "KEY", "none | bundle | 'argument N', from 0");
    private static final Option PROBE = Option.of("probe", "'WORD...'", "call instances so, in gates and looks");
    private static final Option ALONE = Option.flag("no-baseline", "compare with the warm old version");
    private static final Option PLAN = Option.flag("plan", "say what would be done, and do nothing");
    private static final Option WATCHED = Option.flag("watch", "wait for the end; exit 0 if promoted");
    private static final Option TIMEOUT = Option.of("timeout", "MS", "how long to wait");

    /** What may stand in the first place, beside a child. */
    static List<String> actions() {
        return ACTIONS;
    }

    @Override
    public Usage usage() {
        return Usage.of(
                        "rollout",
                        "Moves instances or calls to a new version by degrees",
                        "sup:rollout counter upgrades/counter-2.0.0.jar --sticky bundle")
                .takes(
                        Positional.one("CHILD", Kind.ROLLOUT, "or " + String.join(" | ", ACTIONS)),
                        Positional.maybe("JAR", Kind.FILE, "the new version; after an action: the child"))
                .with(
                        STEPS,
                        ANALYSIS,
                        GATE,
                        STICKY,
                        PROBE,
                        ALONE,
                        PLAN,
                        WATCHED,
                        TIMEOUT,
                        Walk.DOWNGRADE,
                        Walk.LOSS,
                        Walk.FORCE)
                .note("Exit 0 under way, planned or promoted, 1 aborted, 4 refused.");
    }

    @Override
    public View run(Call call) throws Exception {
        Rollouts rollouts = call.services().rollouts();
        String first = call.args().word(0);
        if (first.equals("status") && call.args().maybe(1).isEmpty()) return new RolloutsView(rollouts.list());
        if (call.args().maybe(1).isEmpty())
            throw new SupervisionException(
                    Code.USAGE,
                    "sup:rollout " + first + " needs " + (ACTIONS.contains(first) ? "CHILD" : "JAR"),
                    usage().synopsis());
        if (ACTIONS.contains(first))
            return act(call, rollouts, first, call.args().word(1));
        Path jar = Walk.jar(call, 1);
        Order order = order(call);
        RolloutReport report = call.await(
                call.args().has(PLAN.name()) ? rollouts.plan(first, jar, order) : rollouts.begin(first, jar, order),
                call.timeout(DEADLINE),
                "rollout of " + first);
        boolean watch = call.args().has(WATCHED.name())
                && !report.ended()
                && !call.args().has(PLAN.name());
        return watch ? watched(call, rollouts, first) : new RolloutView(report, false);
    }

    private static Order order(Call call) {
        try {
            String probe = call.args().option(PROBE.name()).orElse("").strip();
            return new Order(
                    call.args().option(STEPS.name()).orElse(""),
                    call.args().option(ANALYSIS.name()).orElse(""),
                    Duration.ofMillis(call.args().number(GATE.name(), Order.GATE.toMillis())),
                    Sticky.parse(call.args().option(STICKY.name()).orElse("")),
                    probe.isEmpty() ? List.of() : List.of(probe.split("\\s+")),
                    !call.args().has(ALONE.name()),
                    Walk.options(call));
        } catch (IllegalArgumentException e) {
            throw new SupervisionException(Code.USAGE, "sup:rollout: " + e.getMessage(), "sup:rollout --help");
        }
    }

    private static View act(Call call, Rollouts rollouts, String action, String child) throws Exception {
        return switch (action) {
            case "pause" -> new RolloutView(rollouts.pause(child), true);
            case "resume" -> new RolloutView(rollouts.resume(child), true);
            case "abort" -> new RolloutView(rollouts.abort(child, "aborted by hand"), true);
            case "promote" -> new RolloutView(rollouts.promote(child), true);
            default ->
                call.args().has(WATCHED.name())
                        ? watched(call, rollouts, child)
                        : new RolloutView(rollouts.status(child), false);
        };
    }

    /** Ends when the rollout does, or with TIMEOUT; a person sees how far it is meanwhile. */
    private static View watched(Call call, Rollouts rollouts, String child) throws Exception {
        return new RolloutView(
                call.await(
                        rollouts.ended(child),
                        call.timeout(WATCH),
                        "rollout of " + child,
                        () -> RolloutView.howFar(rollouts.status(child))),
                false);
    }
}
