package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Recovery;
import io.armstrong.api.SupervisorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Feature R3: attempts to start again are spaced by a growing delay with jitter. */
class R3BackoffTest {
    private static final Backoff EXACT =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), 2, 0, Duration.ofMinutes(10));

    @Test
    void shouldDoubleUpToTheLongest() {
        Script s = Script.of(supervisor(EXACT, 1)).starts("c0", "down", "down", "down", "down", "down");
        s.crash("c0");
        assertThat(waits(s)).containsExactly(1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
        assertThat(s.children()).isEqualTo("c07");
    }

    @Test
    void shouldStayWithinTheJitterAndSpreadChildrenOfOneDeadResource() {
        Backoff loose = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 2, 0.5, Duration.ofMinutes(10));
        Script s = Script.of(supervisor(loose, 8));
        for (int i = 0; i < 8; i++) s.crash("c" + i);
        List<Long> delays =
                IntStream.range(0, 8).mapToObj(i -> delay(s, "c" + i)).sorted().toList();
        assertThat(delays).allMatch(millis -> millis >= 500 && millis <= 1500);
        assertThat(delays.get(7) - delays.get(0))
                .as("not all in the same 50 ms")
                .isGreaterThan(50);
        assertThat(s.pass(1.5).split(" ")).hasSize(8);
    }

    @Test
    void shouldKeepTheSiblingsRunningUntilTheDelayIsOver() {
        SupervisorSpec spec = supervisor(EXACT, 2);
        Script s = Script.of(
                new SupervisorSpec("sup", REST_FOR_ONE, spec.intensity(), spec.autoShutdown(), spec.children()));
        assertThat(s.crash("c0")).isEmpty();
        assertThat(s.children()).isEqualTo("c0:restarting c11");
        assertThat(s.pass(1)).isEqualTo("-c11 +c02 +c12");
    }

    @Test
    void shouldBeForgottenWhenSomebodyStopsTheChild() {
        Script s = Script.of(supervisor(EXACT, 1));
        s.crash("c0");
        s.order(token -> new SupervisorEvent.Terminate(token, "c0", false));
        assertThat(s.pass(60)).isEmpty();
        assertThat(s.children()).isEqualTo("c0:down");
    }

    private static long delay(Script s, String id) {
        return Duration.ofNanos(s.state.child(id).wakesAt().orElseThrow() - s.now())
                .toMillis();
    }

    /** Lets each delay pass; its length as long as there is one. */
    private static List<Long> waits(Script s) {
        List<Long> waits = new ArrayList<>();
        while (s.state.child("c0").wakesAt().isPresent()) {
            waits.add(delay(s, "c0"));
            s.pass(delay(s, "c0") / 1e3);
        }
        return waits;
    }

    static SupervisorSpec supervisor(Backoff backoff, int children) {
        List<ChildSpec> specs = IntStream.range(0, children)
                .mapToObj(i -> ChildSpec.of("c" + i).withRecovery(Recovery.INHERITED.withBackoff(backoff)))
                .toList();
        return Script.unbootedSpec(ONE_FOR_ONE, 20).withChildren(specs);
    }
}
