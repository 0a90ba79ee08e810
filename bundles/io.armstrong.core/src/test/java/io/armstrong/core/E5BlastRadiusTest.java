package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.BlastRadius;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Tier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Feature E5: an escalation that would stop more than it may is refused; the child it began with is left failed. */
class E5BlastRadiusTest {
    @Test
    void shouldNotStopMoreThanTheRadius() {
        Script s = script(new BlastRadius(2, Set.of()), "a", "b", "c", "d");
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.children()).isEqualTo("a:failed b1 c1 d1");
        assertThat(s.decision().decision()).isEqualTo("leave failed");
        assertThat(s.decision().rule()).contains("would stop 3 children, the blast radius is 2");
        assertThat(s.decision().next()).isEqualTo("sup:restore a");
    }

    @Test
    void shouldStopAsManyAsTheRadius() {
        Script s = script(new BlastRadius(2, Set.of()), "a", "b", "c");
        assertThat(s.crash("a")).isEqualTo("-c1 -b1 exit:shutdown");
    }

    @Test
    void shouldCountWhatIsBelowAChildToo() {
        Script s = script(new BlastRadius(2, Set.of()), "a", "b");
        s.state.child("b").reach(3);
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.status("a")).isEqualTo("failed");
    }

    @Test
    void shouldNeverStopASparedTierFromALessImportantOne() {
        BlastRadius spared = new BlastRadius(0, Set.of(Tier.ERROR_KERNEL));
        List<ChildSpec> children = List.of(
                ChildSpec.of("core").withTier(Tier.ERROR_KERNEL),
                ChildSpec.of("a").withTier(Tier.NORMAL));
        Script s = Script.of(Script.unbootedSpec(ONE_FOR_ALL, 9)
                .withPolicy("escalate")
                .withBlast(spared)
                .withChildren(children));
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.decision().rule()).contains("must not stop tier error-kernel");
        assertThat(s.crash("core")).as("its own tier may end").isEqualTo("exit:shutdown");
    }

    @Test
    void shouldHoldForTheSupervisorsIntensityToo() {
        Script s =
                Script.of(Script.unbootedSpec(ONE_FOR_ONE, 1, "a", "b", "c").withBlast(new BlastRadius(1, Set.of())));
        s.crash("a");
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.status("a")).isEqualTo("failed");
    }

    @Test
    void shouldComeBackByRestore() {
        Script s = script(new BlastRadius(1, Set.of()), "a", "b", "c");
        s.crash("a");
        assertThat(s.tell(new SupervisorEvent.Restore(s.token(), "a"))).isEqualTo("+a2");
    }

    private static Script script(BlastRadius blast, String... children) {
        return Script.of(Script.unbootedSpec(ONE_FOR_ONE, 9, children)
                .withPolicy("escalate")
                .withBlast(blast));
    }
}
