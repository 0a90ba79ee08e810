package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.EscalationAction;
import org.junit.jupiter.api.Test;

/** Feature E2, the logic: a policy that is a service is asked with a deadline; without an answer the tier's default decides. */
class E2PolicyServicesTest {
    private final Script s = Script.under("mine", ONE_FOR_ONE, 9, "a", "b");

    @Test
    void shouldAskWithChildReasonAndCount() {
        s.crash("a");
        s.answer(EscalationAction.RESTART);
        assertThat(s.exit("a", "late")).as("nothing before the answer").isEmpty();
        assertThat(s.questions).hasSize(2);
        SupervisorEffect.AskPolicy asked = s.questions.get(1);
        assertThat(asked.policy()).isEqualTo("mine");
        assertThat(asked.reason().text()).isEqualTo("late");
        assertThat(asked.restarts()).isEqualTo(1);
        assertThat(s.status("a")).isEqualTo("restarting");
        assertThat(s.answer(EscalationAction.RESTART)).isEqualTo("+a3");
    }

    @Test
    void shouldFallBackToTheTiersDefaultWhenItIsLate() {
        s.crash("a");
        assertThat(s.pass(0.099)).isEmpty();
        assertThat(s.pass(0.002)).as("normal restarts").isEqualTo("+a2");
        assertThat(s.policyFailures).containsExactly("mine did not answer within 100 ms");
        assertThat(s.answer(EscalationAction.ESCALATE)).as("too late").isEmpty();
        assertThat(s.decision().rule()).contains("did not answer").contains("normal is restart<5");
    }

    @Test
    void shouldFallBackWhenItFails() {
        s.crash("a");
        assertThat(s.tell(
                        new SupervisorEvent.PolicyFailed("a", s.questions.get(0).ticket(), "threw Boom")))
                .isEqualTo("+a2");
        assertThat(s.pass(1)).as("the deadline is void").isEmpty();
        assertThat(s.policyFailures).containsExactly("mine threw Boom");
    }

    @Test
    void shouldNotLetTheOthersWait() {
        s.crash("a");
        s.crash("b");
        assertThat(s.questions).hasSize(2);
        assertThat(s.answer(EscalationAction.RESTART)).isEqualTo("+b2");
    }

    @Test
    void shouldLetAnOrderOvertakeTheAnswer() {
        s.crash("a");
        s.order(token -> new SupervisorEvent.Terminate(token, "a", false));
        assertThat(s.answer(EscalationAction.RESTART)).isEmpty();
        assertThat(s.status("a")).isEqualTo("down");
    }

    @Test
    void shouldRestartTheScopeOnceWhenTwoOfItDieWhileAsking() {
        Script all = Script.under("mine", ONE_FOR_ALL, 9, "a", "b", "c");
        all.crash("a");
        all.crash("b");
        assertThat(all.answer(EscalationAction.RESTART)).isEqualTo("-c1 +a2 +b2 +c2");
        assertThat(all.pass(1)).as("the question about a is void").isEmpty();
    }
}
