package io.armstrong.core.upgrade;

import static io.armstrong.core.upgrade.PlanStep.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Alarm;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEffect.Finish;
import io.armstrong.core.upgrade.UpgradeEffect.GiveUp;
import io.armstrong.core.upgrade.UpgradeEffect.Walk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpgradeCoreTest {
    /** Walks to the end; a step in {@code forward} fails on the way there, one in {@code back} on the way back. */
    private static final class Script {
        final List<String> walked = new ArrayList<>();
        final List<UpgradeEffect> others = new ArrayList<>();
        Finish end = new Finish(Outcome.COMMITTED, "not ended", "");

        Script(UpgradePlan plan, List<PlanStep> forward, List<PlanStep> back) {
            UpgradeState state = UpgradeState.of(plan);
            UpgradeEvent event = new UpgradeEvent.Asked();
            while (event != null) {
                UpgradeCore.Decision decision = UpgradeCore.decide(state, event);
                assertThat(UpgradeCore.decide(state, event)).isEqualTo(decision);
                state = decision.state();
                event = null;
                for (UpgradeEffect effect : decision.effects()) {
                    if (effect instanceof Walk walk) event = walk(walk, forward, back);
                    else if (effect instanceof Finish finish) end = finish;
                    else others.add(effect);
                }
            }
        }

        private UpgradeEvent walk(Walk walk, List<PlanStep> forward, List<PlanStep> back) {
            boolean ahead = walk.direction() == Direction.FORWARD;
            walked.add((ahead ? "" : "undo ") + walk.step().text());
            return (ahead ? forward : back).contains(walk.step())
                    ? new UpgradeEvent.StepFailed(walk.step(), walk.step().text() + " broke", "mend it")
                    : new UpgradeEvent.StepDone(walk.step());
        }

        List<String> undone() {
            return walked.stream().filter(step -> step.startsWith("undo ")).toList();
        }
    }

    private static Script walk(UpgradePlan plan, PlanStep... failing) {
        return new Script(plan, List.of(failing), List.of());
    }

    @Test
    void whatIsPrintedIsWhatIsWalked() {
        for (UpgradePlan plan : List.of(UpgradePlan.direct(true), UpgradePlan.direct(false), UpgradePlan.cold())) {
            Script script = walk(plan);
            assertThat(script.walked)
                    .isEqualTo(plan.steps().stream().map(PlanStep::text).toList());
            assertThat(script.end.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(script.others).isEmpty();
        }
    }

    @Test
    void aDurableChildCommitsInsideTheHoldAndAnotherAfterIt() {
        assertThat(UpgradePlan.direct(true).steps()).containsSubsequence(HOLD, ATTACH, COMMIT, RELEASE, DONE);
        assertThat(UpgradePlan.direct(false).steps()).containsSubsequence(HOLD, ATTACH, RELEASE, COMMIT, DONE);
    }

    @Test
    void aPlanFoundOnTheWayReplacesTheRest() {
        UpgradeState state = UpgradeState.of(UpgradePlan.direct(false)).ahead(List.of(INSPECT, IMPACT));
        UpgradeCore.Decision decision =
                UpgradeCore.decide(state, new UpgradeEvent.Planned(INSPECT, UpgradePlan.direct(true)));
        assertThat(decision.effects()).containsExactly(new Walk(IMPACT, Direction.FORWARD));
        assertThat(decision.state().ahead()).isEqualTo(UpgradePlan.direct(true).from(IMPACT));
    }

    @Nested
    class BeforeThePointOfNoReturn {
        @ParameterizedTest
        @EnumSource(names = {"VERIFY", "INSPECT", "IMPACT", "STAGE", "BEGIN"})
        void aFailureIsRefusedAndNothingIsUndone(PlanStep step) {
            Script script = walk(UpgradePlan.direct(true), step);
            assertThat(script.undone()).isEmpty();
            assertThat(script.end).isEqualTo(new Finish(Outcome.REFUSED, step.text() + " broke", "mend it"));
        }

        @Test
        void aHoldThatFailsOnlyClosesTheLog() {
            Script script = walk(UpgradePlan.direct(true), HOLD);
            assertThat(script.undone()).containsExactly("undo done");
            assertThat(script.end.outcome()).isEqualTo(Outcome.REFUSED);
        }

        @ParameterizedTest
        @EnumSource(names = {"SNAPSHOT", "MIGRATE_DOWN"})
        void heldChildrenAreLetGo(PlanStep step) {
            Script script = walk(UpgradePlan.direct(true), step);
            assertThat(script.undone()).containsExactly("undo done", "undo release");
            assertThat(script.end.outcome()).isEqualTo(Outcome.REFUSED);
        }
    }

    @Nested
    class AfterThePointOfNoReturn {
        @ParameterizedTest
        @EnumSource(names = {"DETACH", "STOP"})
        void withoutAnUpdateOnlyTheWorkersComeBack(PlanStep step) {
            assertThat(walk(UpgradePlan.direct(true), step).undone())
                    .containsExactly("undo start", "undo attach", "undo done", "undo release");
        }

        @ParameterizedTest
        @EnumSource(names = {"UPDATE", "REFRESH", "START", "MIGRATE"})
        void theOldJarAndTheSnapshotComeBack(PlanStep step) {
            Script script = walk(UpgradePlan.direct(true), step);
            assertThat(script.undone())
                    .containsExactly(
                            "undo stop",
                            "undo update",
                            "undo refresh",
                            "undo start",
                            "undo attach",
                            "undo done",
                            "undo release");
            assertThat(script.end).isEqualTo(new Finish(Outcome.ROLLED_BACK, step.text() + " broke", "mend it"));
        }

        @ParameterizedTest
        @EnumSource(names = {"ATTACH", "COMMIT"})
        void whatIsAttachedIsTakenOutFirst(PlanStep step) {
            Script script = walk(UpgradePlan.direct(true), step);
            assertThat(script.undone()).startsWith("undo detach", "undo stop", "undo update");
            assertThat(script.undone()).endsWith("undo start", "undo attach", "undo done", "undo release");
            assertThat(script.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }

        @Test
        void aCommitThatFailsAfterTheReleaseTakesTheCurrentStateDown() {
            Script script = walk(UpgradePlan.direct(false), COMMIT);
            assertThat(script.undone())
                    .containsExactly(
                            "undo hold",
                            "undo snapshot",
                            "undo migrate-down",
                            "undo detach",
                            "undo stop",
                            "undo update",
                            "undo refresh",
                            "undo start",
                            "undo attach",
                            "undo done",
                            "undo release");
            assertThat(script.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }

        @Test
        void childrenThatAreDownGetTheirOldJarBack() {
            Script script = walk(UpgradePlan.cold(), COMMIT);
            assertThat(script.undone())
                    .containsExactly("undo stop", "undo update", "undo refresh", "undo done", "undo release");
            assertThat(script.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }
    }

    @Test
    void childrenThatAreDownAreKeptDownUntilTheVersionThatBootsIsTheOneThatLiesThere() {
        assertThat(UpgradePlan.cold().steps())
                .containsSubsequence(BEGIN, HOLD, STOP, UPDATE, COMMIT, DONE, RELEASE)
                .endsWith(RELEASE);
        assertThat(UpgradePlan.cold().undoBefore(DONE)).startsWith(BEGIN).endsWith(RELEASE);
        assertThat(UpgradePlan.twin(true).undoDown()).endsWith(RELEASE);
    }

    @Nested
    class AfterTheCommit {
        @Test
        void aLogThatCannotBeClosedIsCommittedWithAnAlarm() {
            for (boolean durable : new boolean[] {true, false}) {
                Script script = walk(UpgradePlan.direct(durable), DONE);
                assertThat(script.undone()).isEmpty();
                assertThat(script.end.outcome()).isEqualTo(Outcome.COMMITTED);
                assertThat(script.others).hasExactlyElementsOfTypes(Alarm.class);
            }
        }

        @Test
        void childrenThatCannotBeReleasedAreGivenUpOnTheNewVersion() {
            Script script = walk(UpgradePlan.direct(true), RELEASE);
            assertThat(script.walked).endsWith("commit", "release", "done");
            assertThat(script.end.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(script.others).hasExactlyElementsOfTypes(GiveUp.class, Alarm.class);
        }
    }

    @Nested
    class WhenTheWayBackFails {
        @ParameterizedTest
        @EnumSource(names = {"DETACH", "STOP", "UPDATE", "REFRESH", "START", "ATTACH"})
        void theChildrenAreGivenUpAndPeopleAreCalled(PlanStep step) {
            Script script = new Script(UpgradePlan.direct(true), List.of(COMMIT), List.of(step));
            assertThat(script.walked).endsWith("undo " + step.text(), "undo done");
            assertThat(script.others).hasExactlyElementsOfTypes(GiveUp.class, Alarm.class);
            assertThat(script.end.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(script.end.cause())
                    .isEqualTo(
                            "commit broke; and on the way back " + step.text() + " failed: " + step.text() + " broke");
        }

        @ParameterizedTest
        @EnumSource(names = {"SNAPSHOT", "MIGRATE_DOWN"})
        void childrenThatServeAlreadyGoOnServing(PlanStep step) {
            Script script = new Script(UpgradePlan.direct(false), List.of(COMMIT), List.of(step));
            assertThat(script.undone()).endsWith("undo " + step.text(), "undo done", "undo release");
            assertThat(script.others).hasExactlyElementsOfTypes(Alarm.class);
            assertThat(script.end.outcome()).isEqualTo(Outcome.FAILED);
        }

        @Test
        void aLogThatCannotBeClosedIsLeftToTheNextBoot() {
            Script script = new Script(UpgradePlan.direct(true), List.of(START), List.of(DONE));
            assertThat(script.undone()).endsWith("undo done", "undo release");
            assertThat(script.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }
    }

    /** Every pair of failures ends, each step is walked at most once in each direction, and a hold is let go or given up. */
    @Test
    void everyWalkEnds() {
        for (UpgradePlan plan : List.of(UpgradePlan.direct(true), UpgradePlan.direct(false), UpgradePlan.cold())) {
            for (PlanStep forward : plan.steps()) {
                for (PlanStep back : PlanStep.values()) {
                    Script script = new Script(plan, List.of(forward), List.of(back));
                    assertThat(script.walked).doesNotHaveDuplicates();
                    assertThat(script.end.cause()).isNotEqualTo("not ended");
                    boolean held = script.walked.contains("hold") && forward != HOLD;
                    boolean released = script.walked.contains("release") || script.walked.contains("undo release");
                    boolean given = script.others.stream().anyMatch(GiveUp.class::isInstance);
                    assertThat(released || given || !held).isTrue();
                }
            }
        }
    }

    @Test
    void anEventAboutAnotherStepChangesNothing() {
        UpgradeState state = UpgradeState.of(UpgradePlan.direct(true));
        for (UpgradeEvent stale : List.of(
                new UpgradeEvent.StepDone(START),
                new UpgradeEvent.StepFailed(START, "late", ""),
                new UpgradeEvent.Planned(INSPECT, UpgradePlan.cold())))
            assertThat(UpgradeCore.decide(state, stale)).isEqualTo(new UpgradeCore.Decision(state, List.of()));
    }
}
