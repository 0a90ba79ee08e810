package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.EscalationAction;
import io.armstrong.api.Tier;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feature E1: the four answers of a policy, each with its effect (design D2 to D5). */
class E1EscalationActionsTest {
    /** The seed's sample policy. */
    private static final String SAMPLE = "restart<3 circuit_break<5 isolate<10 escalate";

    @Test
    void shouldAnswerTheSeedsSampleForCountsFrom0To10() {
        Ladder sample = Ladder.named(SAMPLE, Tier.NORMAL);
        assertThat(sample).isNotNull();
        List<EscalationAction> answers = IntStream.rangeClosed(0, 10)
                .mapToObj(n -> sample.answer(n, any -> true))
                .toList();
        assertThat(answers.subList(0, 3)).containsOnly(EscalationAction.RESTART);
        assertThat(answers.subList(3, 5)).containsOnly(EscalationAction.CIRCUIT_BREAK);
        assertThat(answers.subList(5, 10)).containsOnly(EscalationAction.ISOLATE);
        assertThat(answers.get(10)).isEqualTo(EscalationAction.ESCALATE);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_KERNEL,restart<3 escalate",
        "CRITICAL,restart<3 circuit_break<5 escalate",
        "NORMAL,restart<5 circuit_break<10 isolate",
        "PERIPHERAL,restart<3 isolate"
    })
    void shouldHaveTheLadderOfEachTier(Tier tier, String ladder) {
        assertThat(Ladder.of(tier)).hasToString(ladder);
        assertThat(Ladder.named("tier", tier)).isSameAs(Ladder.of(tier));
        assertThat(Ladder.named(tier.text(), Tier.NORMAL)).isSameAs(Ladder.of(tier));
    }

    @Test
    void shouldClimbTheSamplesLadderWithEachEffectSeenOnce() {
        Script s = Script.under(SAMPLE, ONE_FOR_ONE, 20, "a", "b");
        for (int restart = 1; restart <= 3; restart++) assertThat(s.crash("a")).isEqualTo("+a" + (restart + 1));
        for (int trial = 1; trial <= 2; trial++) {
            assertThat(s.crash("a")).isEmpty();
            assertThat(s.status("a")).isEqualTo("open");
            assertThat(s.pass(59.9)).isEmpty();
            assertThat(s.pass(0.2)).isEqualTo("+a" + (trial + 4));
        }
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.status("a")).isEqualTo("isolated");
        assertThat(s.pass(3600)).isEmpty();
        assertThat(s.children()).isEqualTo("a:isolated b1");
        assertThat(s.decisions.stream()
                        .filter(d -> d.decision().equals("trial"))
                        .map(d -> d.count()))
                .as("trials do not count in the supervisor's window, which has slid on by the second")
                .containsExactly(3, 0);
    }

    @Test
    void shouldEscalateWhenTheLadderEnds() {
        Script s = Script.under("restart<1 escalate", ONE_FOR_ONE, 20, "a", "b");
        s.crash("a");
        assertThat(s.crash("a")).isEqualTo("-b1 exit:shutdown");
        assertThat(s.decision().decision()).isEqualTo("escalate");
        assertThat(s.decision().policy()).isEqualTo("restart<1 escalate");
        assertThat(s.decision().restarts()).isEqualTo(1);
    }

    @Test
    void shouldNotRestartPastTheChildsOwnMaximum() {
        Script s = Script.under("restart", ONE_FOR_ONE, 2, "a", "b");
        s.crash("a");
        s.crash("a");
        assertThat(s.crash("a")).isEqualTo("-b1 exit:shutdown");
        assertThat(s.decision().rule()).contains("its own limit is 2/60s");
    }

    @Test
    void shouldCountOnlyTimeTheChildIsUp() {
        Script s = Script.under("restart<1 circuit_break<3 isolate", ONE_FOR_ONE, 9, "a");
        s.crash("a");
        s.crash("a");
        s.pass(60);
        s.crash("a");
        assertThat(s.status("a")).as("a minute in the open ages nothing").isEqualTo("open");
        s.pass(60);
        s.pass(60.1);
        assertThat(s.crash("a")).as("a minute up ages all of it").isEqualTo("+a5");
    }

    @Test
    void shouldCountSiblingsRestartsForThemAndNotForTheChild() {
        Script s = Script.under("restart<1 isolate", REST_FOR_ONE, 9, "a", "b");
        s.crash("a");
        assertThat(s.crash("b")).as("b was restarted with a, but never crashed").isEqualTo("+b3");
        s.crash("a");
        assertThat(s.children()).isEqualTo("a:isolated b3");
    }

    @Test
    void shouldTreatIsolateAsEscalateUnderOneForAll() {
        Script s = Script.under("isolate", ONE_FOR_ALL, 9, "a", "b");
        assertThat(s.crash("a")).isEqualTo("-b1 exit:shutdown");
    }

    @Test
    void shouldPassByARungThatNeedsABreakerWhereThereIsNone() {
        Script s = Script.of(Script.unbootedSpec(ONE_FOR_ONE, 9)
                .withPolicy("circuit_break<5 isolate")
                .withChildren(List.of(Script.spec("a").withTier(Tier.PERIPHERAL))));
        s.crash("a");
        assertThat(s.status("a")).isEqualTo("isolated");
    }

    @Nested
    class OnTrial {
        private final Script s = Script.under("circuit_break<2 isolate", REST_FOR_ONE, 9, "a", "b", "c");

        private void trial() {
            s.crash("b");
            assertThat(s.pass(60)).isEqualTo("+b2");
        }

        @Test
        void shouldCloseAfterItsSuccessesAndRestartTheOthersOfTheScopeOnce() {
            trial();
            assertThat(call(true)).isEmpty();
            assertThat(call(true)).isEqualTo("-c1 +c2");
            assertThat(call(true)).as("the trial is over").isEmpty();
            assertThat(s.children()).isEqualTo("a1 b2 c2");
            assertThat(s.state.used(s.now())).isZero();
        }

        @Test
        void shouldCloseWhenItSurvivesTheRecoveryTimeWithoutCalls() {
            trial();
            assertThat(s.pass(59.9)).isEmpty();
            assertThat(s.pass(0.2)).isEqualTo("-c1 +c2");
        }

        @Test
        void shouldOpenAgainAfterAFailedCallWithoutAskingThePolicy() {
            trial();
            int asked = s.decisions.size();
            assertThat(call(false)).isEqualTo("-b2");
            assertThat(s.status("b")).isEqualTo("open");
            assertThat(s.decisions.subList(asked, s.decisions.size()))
                    .allMatch(d -> d.policy().isEmpty());
            assertThat(s.pass(60)).isEqualTo("+b3");
        }

        @Test
        void shouldAskAgainAfterACrashAndAfterAFailedStart() {
            trial();
            s.starts("b", "boom");
            s.crash("b");
            assertThat(s.status("b")).isEqualTo("open");
            assertThat(s.pass(60)).isEqualTo("!b3");
            assertThat(s.status("b")).isEqualTo("isolated");
        }

        @Test
        void shouldBePassedByByGroupRestartsWhileOpenOnly() {
            s.crash("b");
            assertThat(s.tell(new SupervisorEvent.ChildExited("a", 1, io.armstrong.api.ExitReason.parse("boom"))))
                    .isEmpty();
            assertThat(s.children()).isEqualTo("a:open b:open c1");
        }

        private String call(boolean success) {
            return s.tell(new SupervisorEvent.TrialCall("b", 2, success));
        }
    }
}
