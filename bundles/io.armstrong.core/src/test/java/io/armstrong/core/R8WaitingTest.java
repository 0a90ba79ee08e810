package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row R8: a child that waits for what it requires holds nobody up, and is no crash. */
class R8WaitingTest {
    private static final Intensity TWO = new Intensity(2, Duration.ofSeconds(60));

    private static Script boot(Strategy strategy) {
        Script script = Script.unbooted(strategy, TWO, AutoShutdown.NEVER, "a", "b", "c")
                .starts("a", "wait");
        assertThat(script.boot()).isEqualTo("!a1 +b1 +c1");
        assertThat(script.state.child("a").status()).isEqualTo(ChildStatus.WAITING);
        return script;
    }

    private static void came(Script script) {
        script.tell(new SupervisorEvent.ChildStarted("a", script.incarnation("a")));
    }

    @Test
    void aSupervisorBootsWithoutWaitingForIt() {
        Script script = boot(Strategy.REST_FOR_ONE);
        came(script);
        assertThat(script.children()).isEqualTo("a1 b1 c1");
        assertThat(script.state.child("a").status()).isEqualTo(ChildStatus.UP);
        assertThat(script.state.child("a").starts()).isOne();
    }

    @Test
    void aGroupRestartGoesOnWithoutIt() {
        Script script = boot(Strategy.ONE_FOR_ALL).starts("a", "wait");
        came(script);
        assertThat(script.crash("c")).isEqualTo("-b1 -a1 !a2 +b2 +c2");
        came(script);
        assertThat(script.state.child("a").status()).isEqualTo(ChildStatus.UP);
    }

    @Test
    void waitingCountsNowhereAndACrashOfWhoWaitsDoes() {
        Script script = boot(Strategy.ONE_FOR_ONE).starts("a", "wait");
        script.tell(new SupervisorEvent.ChildWaiting("a", 1, "it waits for something else"));
        assertThat(script.state.window().used(0)).isZero();
        assertThat(script.tell(new SupervisorEvent.ChildStartFailed("a", 1, ExitReason.parse("boom"))))
                .isEqualTo("!a2");
        assertThat(script.state.window().used(0)).isOne();
        assertThat(script.state.child("a").status()).isEqualTo(ChildStatus.WAITING);
    }

    @Test
    void itCanBeStopped() {
        Script script = boot(Strategy.ONE_FOR_ONE);
        script.order(token -> new SupervisorEvent.Terminate(token, "a", false));
        assertThat(script.children()).isEqualTo("a:down b1 c1");
        came(script);
        assertThat(script.children()).isEqualTo("a:down b1 c1");
    }
}
