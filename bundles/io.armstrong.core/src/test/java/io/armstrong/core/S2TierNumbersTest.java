package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Tier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature S2, the logic: with policy otp the n-th crash inside a tier's window stays and the next escalates. */
class S2TierNumbersTest {
    @ParameterizedTest
    @EnumSource(Tier.class)
    void shouldStayAtTheLimitAndEscalateBeyondIt(Tier tier) {
        Script s = tier(tier);
        for (int crash = 1; crash <= tier.intensity().max(); crash++) {
            s.passSeconds(1);
            s.crash("a");
            assertThat(s.state.ended()).as("after crash %s", crash).isFalse();
        }
        assertThat(s.crash("a")).endsWith("exit:shutdown");
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void shouldForgetWhatIsOlderThanTheWindow(Tier tier) {
        Script s = tier(tier);
        for (int crash = 1; crash <= tier.intensity().max(); crash++) s.crash("a");
        s.passSeconds(60.001).crash("a");
        assertThat(s.state.ended()).isFalse();
        assertThat(s.state.used((long) 60.001e9)).isEqualTo(1);
    }

    private static Script tier(Tier tier) {
        String type = ":" + tier.restart().text();
        return Script.of(tier.strategy(), tier.intensity(), AutoShutdown.NEVER, "a" + type, "b" + type);
    }
}
