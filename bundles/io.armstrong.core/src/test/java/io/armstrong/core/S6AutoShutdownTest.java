package io.armstrong.core;

import static io.armstrong.api.AutoShutdown.ALL_SIGNIFICANT;
import static io.armstrong.api.AutoShutdown.ANY_SIGNIFICANT;
import static io.armstrong.api.AutoShutdown.NEVER;
import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Intensity;
import org.junit.jupiter.api.Test;

/** A supervisor that closes when its significant children are done (OTP S80 to S83; row S6). */
class S6AutoShutdownTest {
    private static Script of(AutoShutdown auto, String... children) {
        return Script.of(ONE_FOR_ONE, Intensity.OTP_DEFAULT, auto, children);
    }

    @Test
    void anySignificantEndCloses() {
        Script s = of(ANY_SIGNIFICANT, "a", "b:transient!", "c:transient!");
        assertThat(s.exit("b", "normal")).isEqualTo("-c1 -a1 exit:shutdown");
    }

    @Test
    void allSignificantEndsClose() {
        Script s = of(ALL_SIGNIFICANT, "a", "b:transient!", "c:temporary!");
        assertThat(s.exit("b", "{shutdown,done}")).isEmpty();
        assertThat(s.crash("c")).isEqualTo("-a1 exit:shutdown");
    }

    @Test
    void aCrashThatLeadsToARestartDoesNot() {
        Script s = of(ANY_SIGNIFICANT, "a", "b:transient!");
        assertThat(s.crash("b")).isEqualTo("+b2");
        assertThat(s.children()).isEqualTo("a1 b2");
    }

    @Test
    void aManualStopDoesNot() {
        Script any = of(ANY_SIGNIFICANT, "a", "b:transient!");
        any.order(token -> new SupervisorEvent.Terminate(token, "b", false));
        assertThat(any.children()).isEqualTo("a1 b:down");
        Script all = of(ALL_SIGNIFICANT, "a", "b:transient!", "c:transient!");
        all.order(token -> new SupervisorEvent.Terminate(token, "b", false));
        assertThat(all.exit("c", "normal"))
                .as("who was stopped by hand is not active")
                .isEqualTo("-a1 exit:shutdown");
    }

    @Test
    void endsOfOthersDoNotCount() {
        Script s = of(ANY_SIGNIFICANT, "a:transient", "b:temporary", "c:transient!");
        assertThat(s.exit("a", "normal")).isEmpty();
        assertThat(s.crash("b")).isEmpty();
        Script never = of(NEVER, "a:transient", "b");
        assertThat(never.exit("a", "normal")).isEmpty();
    }

    @Test
    void aGroupRestartDoesNot() {
        Script s = Script.of(ONE_FOR_ALL, Intensity.OTP_DEFAULT, ANY_SIGNIFICANT, "a", "b:transient!");
        assertThat(s.crash("a")).isEqualTo("-b1 +a2 +b2");
    }
}
