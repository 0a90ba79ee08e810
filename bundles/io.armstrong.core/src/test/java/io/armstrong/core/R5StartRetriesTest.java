package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Recovery;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feature R5: with a budget of start retries, failed starts do not use up the restart quota (design D7). */
class R5StartRetriesTest {
    @Test
    void shouldNotExhaustTheQuotaWithinTheBudget() {
        Script s = Script.of(spec(ONE_FOR_ONE, 3)).starts("a", "no", "no", "no", "ok");
        assertThat(s.crash("a")).isEqualTo("!a2 !a3 !a4 +a5");
        assertThat(s.state.used(s.now())).as("the crash alone counts").isEqualTo(1);
    }

    @Test
    void shouldChargeOnceBeyondTheBudget() {
        Script s = Script.of(spec(ONE_FOR_ONE, 1)).starts("a", "no", "no", "no", "ok");
        assertThat(s.crash("a")).isEqualTo("!a2 !a3 !a4 +a5");
        assertThat(s.state.used(s.now()))
                .as("crash and two attempts past the budget")
                .isEqualTo(3);
    }

    @Test
    void shouldHaveItsWholeBudgetAgainOnceItIsUp() {
        Script s = Script.of(spec(ONE_FOR_ONE, 2));
        for (int round = 0; round < 3; round++) {
            s.starts("a", "no", "no", "ok");
            s.crash("a");
        }
        assertThat(s.state.used(s.now())).isEqualTo(3);
    }

    @Test
    void shouldPayForFailedStartsAtBootToo() {
        Script s = Script.unbooted(spec(ONE_FOR_ALL, 2)).starts("a", "no", "no", "ok");
        assertThat(s.boot()).isEqualTo("!a1 !a2 +a3 +b1");
        assertThat(Script.unbooted(spec(ONE_FOR_ALL, 1)).starts("a", "no", "no").boot())
                .isEqualTo("!a1 !a2 exit:{shutdown,{failed_to_start_child,a,no}}");
    }

    private static SupervisorSpec spec(Strategy strategy, int retries) {
        return Script.unbootedSpec(strategy, 3)
                .withChildren(List.of(
                        Script.spec("a").withRecovery(Recovery.INHERITED.withStartRetries(retries)), Script.spec("b")));
    }
}
