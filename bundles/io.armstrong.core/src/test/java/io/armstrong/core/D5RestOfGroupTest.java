package io.armstrong.core;

import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Recovery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group restart stopped at a start that failed: the rest waits for that child, and for nobody else (OTP S47, design D5). */
class D5RestOfGroupTest {
    private static final Backoff SECOND =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), 2, 0, Duration.ofMinutes(10));

    private final Script s = Script.of(Script.unbootedSpec(REST_FOR_ONE, 9)
            .withChildren(List.of(
                    ChildSpec.of("a").withRecovery(Recovery.INHERITED.withBackoff(SECOND)),
                    ChildSpec.of("b").withRecovery(Recovery.INHERITED.withBackoff(SECOND)),
                    ChildSpec.of("c").withRecovery(Recovery.INHERITED.withPolicy("isolate")))));

    @BeforeEach
    void theGroupWaitsForA() {
        s.starts("a", "boom").crash("a");
        assertThat(s.pass(1)).isEqualTo("-c1 -b1 !a2");
        assertThat(s.children()).isEqualTo("a:restarting b:down c:down");
    }

    /** Simulator seeds 18708 and 29211: b was started when c was isolated, before a was up. */
    @Test
    void shouldNotGoOnWhenAnotherChildIsLeftDown() {
        s.order(token -> new SupervisorEvent.Restart(token, "c"));
        assertThat(s.crash("c")).isEmpty();
        assertThat(s.children()).isEqualTo("a:restarting b:down c:isolated");
        assertThat(s.pass(2)).isEqualTo("+a3 +b2");
    }

    @Test
    void shouldGoOnWithoutAChildThatIsIsolatedByHand() {
        s.tell(new SupervisorEvent.Isolate(s.token(), "a"));
        assertThat(s.children()).isEqualTo("a:isolated b2 c2");
        assertThat(s.pass(60)).isEmpty();
    }

    /** Simulator seed 70485: it was started before its own backoff was over. */
    @Test
    void shouldLeaveAMemberToItsOwnRestart() {
        s.order(token -> new SupervisorEvent.Restart(token, "b"));
        s.crash("b");
        assertThat(s.tell(new SupervisorEvent.Isolate(s.token(), "a"))).isEqualTo("+c2");
        assertThat(s.children()).isEqualTo("a:isolated b:restarting c2");
        assertThat(s.pass(1)).isEqualTo("-c2 +b3 +c3");
    }

    @Test
    void shouldStayDownWithAChildThatIsStoppedByHand() {
        s.tell(new SupervisorEvent.Terminate(s.token(), "a", false));
        assertThat(s.pass(60)).isEmpty();
        assertThat(s.children()).isEqualTo("a:down b:down c:down");
    }
}
