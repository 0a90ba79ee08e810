package io.armstrong.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.core.rollout.RolloutEffect.Discard;
import io.armstrong.core.rollout.RolloutEffect.Finish;
import io.armstrong.core.rollout.RolloutEffect.Promote;
import io.armstrong.core.rollout.RolloutEffect.Shift;
import io.armstrong.core.rollout.RolloutEffect.Tell;
import io.armstrong.core.rollout.RolloutEffect.Unshift;
import io.armstrong.core.rollout.RolloutState.Outcome;
import io.armstrong.core.rollout.RolloutState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Features U7 to U9 and U14 as scripts. */
class RolloutCoreTest {
    private static final Look GOOD = new Look(Look.Kind.SUCCESS, "fine", 0);
    private static final Look BAD = new Look(Look.Kind.FAILURE, "worse", 0);
    private static final Look UNCLEAR = new Look(Look.Kind.INCONCLUSIVE, "12 of 100 calls", 100);

    private RolloutState state = RolloutState.of(plan("weight 10, analysis, promote", ""));
    private List<RolloutEffect> effects = new ArrayList<>();

    private static RolloutPlan plan(String steps, String analysis) {
        return new RolloutPlan(
                RolloutSteps.parse(steps),
                Duration.ZERO,
                AnalysisSpec.DEFAULT.with("count=2 background=false " + analysis));
    }

    private void walks(String steps, String analysis) {
        state = RolloutState.of(plan(steps, analysis));
        happened(new RolloutEvent.Asked());
        happened(new RolloutEvent.Prepared(100));
    }

    private void happened(RolloutEvent event) {
        RolloutCore.Decision decision = RolloutCore.decide(state, event);
        state = decision.state();
        effects = decision.effects();
    }

    private void looked(Look look) {
        happened(new RolloutEvent.Looked(state.token(), look));
    }

    @Nested
    class Steps {
        @Test
        void areReadAsTheyAreWritten() {
            RolloutSteps steps = RolloutSteps.parse("weight 10, pause 60 s, Weight 50%, pause, analysis, promote");
            assertThat(steps.text()).isEqualTo("weight 10, pause 60000 ms, weight 50, pause, analysis, promote");
            assertThat(RolloutSteps.parse(steps.text())).isEqualTo(steps);
        }

        @Test
        void thatMakeNoSenseAreRefusedWithTheRule() {
            assertThatThrownBy(() -> RolloutSteps.parse("weight 50, weight 10, promote"))
                    .hasMessageContaining("weights must grow");
            assertThatThrownBy(() -> RolloutSteps.parse("weight 50")).hasMessageContaining("must be the last step");
            assertThatThrownBy(() -> RolloutSteps.parse("promote, weight 5")).hasMessageContaining("last step");
            assertThatThrownBy(() -> RolloutSteps.parse("weight 0, promote")).hasMessageContaining("1 to 100");
            assertThatThrownBy(() -> RolloutSteps.parse("wait 5 s, promote")).hasMessageContaining("'wait 5 s'");
        }
    }

    @Nested
    class Verdicts {
        private void analysing(String analysis) {
            walks("weight 10, analysis, promote", analysis);
            assertThat(effects).containsExactly(new Shift(10));
            happened(new RolloutEvent.Shifted(10, 100));
            assertThat(state.phase()).isEqualTo(Phase.ANALYSING);
        }

        @Test
        void successGoesToTheNextStep() {
            analysing("");
            looked(GOOD);
            looked(GOOD);
            assertThat(effects).contains(new Shift(100));
            happened(new RolloutEvent.Shifted(100, 100));
            assertThat(effects).containsExactly(new Promote());
            happened(new RolloutEvent.Promoted());
            assertThat(effects).containsExactly(new Finish(Outcome.PROMOTED, ""));
        }

        @Test
        void failureGoesBack() {
            analysing("");
            looked(BAD);
            assertThat(effects).contains(new Unshift());
            happened(new RolloutEvent.Shifted(0, 100));
            happened(new RolloutEvent.Discarded());
            assertThat(effects).containsExactly(new Finish(Outcome.ABORTED, "verdict failure: worse"));
        }

        @Test
        void asManyFailedLooksAsAllowedAreNone() {
            analysing("failures=1");
            looked(BAD);
            assertThat(state.phase()).isEqualTo(Phase.ANALYSING);
            looked(BAD);
            assertThat(effects).contains(new Unshift());
        }

        @Test
        void inconclusivePausesAndAsks() {
            analysing("");
            looked(GOOD);
            looked(UNCLEAR);
            assertThat(state.paused()).isTrue();
            assertThat(state.why())
                    .contains("inconclusive")
                    .contains("12 of 100 calls")
                    .contains("promote");
            happened(new RolloutEvent.ResumeAsked());
            assertThat(effects).singleElement().isInstanceOf(RolloutEffect.Look.class);
        }

        @Test
        void sidesThatCannotBeReadAreAFailureInTheEnd() {
            analysing("errors=1");
            looked(Look.error("gone"));
            assertThat(state.phase()).isEqualTo(Phase.ANALYSING);
            looked(Look.error("gone"));
            assertThat(state.why()).contains("gone");
            assertThat(effects).contains(new Unshift());
        }

        @Test
        void whoObservesSaysWhatWouldHaveBeen() {
            analysing("observe=true");
            looked(BAD);
            assertThat(effects).contains(new Tell("would have aborted: verdict failure: worse"), new Shift(100));
        }

        @Test
        void theBackgroundLooksAllTheWhile() {
            walks("weight 10, pause, promote", "background=true");
            happened(new RolloutEvent.Shifted(10, 100));
            assertThat(effects).anyMatch(RolloutEffect.Look.class::isInstance);
            assertThat(state.paused()).isTrue();
            happened(new RolloutEvent.Looked(RolloutCore.BACKGROUND, UNCLEAR));
            assertThat(effects).as("too little says nothing there").hasSize(1);
            happened(new RolloutEvent.Looked(RolloutCore.BACKGROUND, BAD));
            assertThat(effects).contains(new Unshift());
        }
    }

    @Nested
    class ByHand {
        @Test
        void emergencyPromoteSkipsGatesAndVerdicts() {
            walks("weight 10, pause, analysis, promote", "");
            happened(new RolloutEvent.Shifted(10, 100));
            happened(new RolloutEvent.PromoteAsked());
            assertThat(effects).contains(new Shift(100));
            happened(new RolloutEvent.Sickened("i1 crashed"));
            assertThat(effects).isEmpty();
            happened(new RolloutEvent.Shifted(100, 100));
            assertThat(effects).containsExactly(new Promote());
        }

        @Test
        void anAbortWhileSomethingMovesTurnsWhenItHasMoved() {
            walks("weight 10, pause, promote", "");
            happened(new RolloutEvent.AbortAsked("by hand"));
            assertThat(effects).noneMatch(Unshift.class::isInstance);
            happened(new RolloutEvent.Shifted(10, 100));
            assertThat(effects).containsExactly(new Unshift());
        }

        @Test
        void anAbortAfterPromoteBeganIsTooLate() {
            walks("promote", "");
            happened(new RolloutEvent.Shifted(100, 100));
            happened(new RolloutEvent.AbortAsked("too late"));
            assertThat(effects).isEmpty();
            assertThat(state.phase()).isEqualTo(Phase.PROMOTING);
        }

        @Test
        void whatDoesNotComeBackIsGivenUp() {
            walks("weight 10, pause, promote", "");
            happened(new RolloutEvent.Shifted(10, 100));
            happened(new RolloutEvent.AbortAsked("by hand"));
            happened(new RolloutEvent.ShiftFailed("no migration 2 -> 1"));
            assertThat(effects)
                    .hasAtLeastOneElementOfType(RolloutEffect.GiveUp.class)
                    .hasAtLeastOneElementOfType(RolloutEffect.Alarm.class)
                    .contains(new Discard());
        }
    }

    @Test
    void aCrashInTheGateIsAnAbort() {
        state = RolloutState.of(new RolloutPlan(RolloutSteps.ROLLING, Duration.ofSeconds(5), AnalysisSpec.DEFAULT));
        happened(new RolloutEvent.Asked());
        happened(new RolloutEvent.Prepared(3));
        happened(new RolloutEvent.Shifted(1, 3));
        assertThat(state.phase()).isEqualTo(Phase.GATING);
        happened(new RolloutEvent.Sickened("c-1 crashed"));
        assertThat(effects).contains(new Unshift());
        assertThat(state.why()).isEqualTo("c-1 crashed");
    }
}
