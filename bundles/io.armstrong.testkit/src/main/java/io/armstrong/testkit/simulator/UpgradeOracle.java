package io.armstrong.testkit.simulator;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradePlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows what must hold of an upgrade whatever happens: at every step what a power cut would leave fits together (invariant
 * I17), and the outcome is what it says (I18, I19, I28).
 */
final class UpgradeOracle {
    private final Chronicle chronicle;
    private final Crossing crossing;
    private final String name;
    private @Nullable PlanStep underWay;
    private int furthest = -1;
    private boolean touched;
    private boolean alarmed;
    private boolean ended;

    UpgradeOracle(Chronicle chronicle, Crossing crossing, String name) {
        this.chronicle = chronicle;
        this.crossing = crossing;
        this.name = name;
    }

    private void broken(String rule, String text) {
        chronicle.violation(rule, name + ": " + text);
    }

    void begun(UpgradePlan plan, PlanStep step, Direction direction) {
        chronicle.line(name, direction == Direction.FORWARD ? "walks" : "walks back", step.text(), 0);
        if (ended) broken("I18", step + " after the end");
        if (underWay != null) broken("I14", step + " while " + underWay + " is under way");
        underWay = step;
        int at = plan.steps().indexOf(step);
        if (direction == Direction.FORWARD && at != furthest + 1) broken("I18", step + " is not the next of its plan");
        if (direction == Direction.FORWARD) furthest = at;
        touched |= step == PlanStep.DETACH || step == PlanStep.UPDATE || step == PlanStep.STOP;
        powerCut(crossing);
    }

    /** A step ended, well or not. */
    void ended(PlanStep step) {
        if (underWay != step) broken("I14", step + " ends and is not under way");
        underWay = null;
        powerCut(crossing);
    }

    void touched() {
        touched = true;
    }

    void alarm(String text) {
        chronicle.line(name, "alarm", "", 0);
        chronicle.detail(() -> text);
        alarmed = true;
    }

    private void powerCut(Crossing now) {
        powerCut(chronicle, now.worker(), now.disk());
    }

    /** What would be there if the power went now: a version, and of a durable child a state that it can read. */
    static void powerCut(Chronicle chronicle, SimWorker worker, SimDisk disk) {
        if (!worker.durable()) return;
        int boots = disk.version(worker.name());
        Map<String, Object> state = disk.state(worker.name()).orElse(Map.of());
        long handled = state.isEmpty() ? 0 : VersionedWorker.handledOf(state);
        if (VersionedWorker.versionOf(state) > boots)
            chronicle.violation(
                    "I17", worker.name() + ": boots " + boots + " with a state of " + VersionedWorker.versionOf(state));
        if (handled < worker.watch().acknowledged())
            chronicle.violation(
                    "I18",
                    worker.name() + ": boots with " + handled + " jobs, acknowledged are "
                            + worker.watch().acknowledged());
    }

    void finished(Outcome outcome, String cause) {
        chronicle.line(name, "ends", outcome.text(), 0);
        chronicle.detail(() -> cause);
        if (ended) broken("I18", "ends twice");
        ended = true;
        if (crossing.holding()) broken("I14", outcome.text() + ", and the child is still held");
        switch (outcome) {
            case COMMITTED -> is("I18", outcome, crossing.to());
            case ROLLED_BACK -> is("I19", outcome, crossing.from());
            case REFUSED -> {
                is("I19", outcome, crossing.from());
                if (touched) broken("I28", "is refused, and the bundle was touched");
            }
            case REHEARSED -> broken("I18", "is said to be rehearsed");
            case FAILED -> failed();
        }
    }

    /** Fault row 40: people are called; a durable child runs on only in what boots, so that both fit its state. */
    private void failed() {
        SimWorker worker = crossing.worker();
        if (!alarmed) broken("I18", "failed without an alarm");
        int boots = crossing.disk().version(worker.name());
        if (worker.version() == boots || worker.unclear()) return;
        if (worker.durable()) broken("I17", "failed, " + boots + " boots, " + worker.version() + " runs on");
        worker.becomesUnclear();
    }

    private void is(String rule, Outcome outcome, int version) {
        SimWorker worker = crossing.worker();
        if (worker.version() != version)
            broken(rule, outcome.text() + ", and the bundle is " + worker.version() + " instead of " + version);
        if (crossing.disk().version(worker.name()) != version)
            broken(rule, outcome.text() + ", and " + crossing.disk().version(worker.name()) + " boots");
        if (worker.twin() != 0 && !alarmed) broken(rule, outcome.text() + ", and its twin serves");
    }
}
