package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Strategy;
import org.junit.jupiter.api.Test;

/** Row R1: the first start of a declared child that fails is a crash, decided on as any other. */
class R1FirstStartTest {
    private static OrderResult declare(Script script) {
        return script.order(token -> new SupervisorEvent.Declare(token, Script.spec("d")));
    }

    @Test
    void itIsTriedAgainAndCounts() {
        Script script = Script.of(Strategy.ONE_FOR_ONE, 3, "a").starts("d", "boom", "ok");
        assertThat(declare(script)).isInstanceOf(OrderResult.StartFailed.class);
        assertThat(script.children()).isEqualTo("a1 d2");
        assertThat(script.state.window().used(0)).isOne();
    }

    @Test
    void oneThatHangsIsQuarantined() {
        Script script = Script.of(Strategy.ONE_FOR_ONE, 3, "a").hanging();
        script.tell(new SupervisorEvent.Declare(script.token(), Script.spec("d")));
        script.tell(new SupervisorEvent.ChildHung("d", 1, io.armstrong.api.ExitReason.KILLED));
        assertThat(script.state.child("d").status()).isEqualTo(ChildStatus.HUNG);
    }

    @Test
    void oneThatStartsIsAChildAsAnyOther() {
        Script script = Script.of(Strategy.ONE_FOR_ONE, 3, "a");
        assertThat(declare(script)).isEqualTo(new OrderResult.Started("d", 1));
        assertThat(declare(script)).isInstanceOf(OrderResult.Refused.class);
    }
}
