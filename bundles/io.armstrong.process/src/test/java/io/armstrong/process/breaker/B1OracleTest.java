package io.armstrong.process.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.failsafe.CircuitBreaker;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Row B1: the same random story told to us and to Failsafe ends the same after every event. The common subset: failures in a row, no
 * deadlines of permits, no answer that comes after a transition. Half-open, Failsafe bounds the trials that are out and we those that
 * ever pass, so nobody asks where only that differs. Failsafe's delay is played by hand when ours is over in virtual time.
 */
class B1OracleTest {
    private static final int STORIES = 400;
    private static final int EVENTS = 200;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123})
    void sayTheSameAsFailsafe(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < STORIES; i++) new Story(seed + "/" + i, random).tell();
    }

    private static final class Story {
        private final Random random;
        private final List<String> told = new ArrayList<>();
        private final String name;
        private final VirtualSystem time = new VirtualSystem();
        private final Breaker ours;
        private final CircuitBreaker<Object> oracle;
        private final Deque<Long> out = new ArrayDeque<>();

        Story(String name, Random random) {
            this.name = name;
            this.random = random;
            int failures = 1 + random.nextInt(5);
            int trials = 1 + random.nextInt(4);
            told.add("failures=" + failures + " trials=" + trials);
            BreakerSpec spec = BreakerSpec.of(failures, RECOVERY, trials).with("permit=999999999");
            ours = new Breaker("it", spec, time, time, (where, thrown) -> {}, change -> {});
            oracle = CircuitBreaker.builder()
                    .withFailureThreshold(failures)
                    .withSuccessThreshold(trials)
                    .withDelay(Duration.ofHours(1))
                    .build();
        }

        void tell() {
            for (int i = 0; i < EVENTS; i++) {
                String before = state();
                step(random.nextInt(10));
                assertThat(state()).as("seed %s after %s", name, told).isEqualTo(oracle());
                if (!before.equals(state())) out.clear();
            }
        }

        private void step(int dice) {
            if (dice < 4) ask();
            else if (dice < 6) succeed();
            else if (dice < 9) fail();
            else pass(Duration.ofMillis(1 + random.nextInt(9000)));
        }

        private void ask() {
            BreakerReport now = ours.report(false);
            if (now.succeeded() > 0
                    && now.trials() + now.succeeded() >= now.spec().trials()) return;
            told.add("ask");
            long permit = ours.ask();
            assertThat(!Breaker.refused(permit))
                    .as("seed %s after %s", name, told)
                    .isEqualTo(oracle.tryAcquirePermit());
            if (!Breaker.refused(permit)) out.add(permit);
        }

        private void succeed() {
            Long permit = out.poll();
            if (permit == null) return;
            told.add("succeed");
            ours.succeeded(permit, Breaker.UNTIMED);
            oracle.recordSuccess();
        }

        private void fail() {
            Long permit = out.poll();
            if (permit == null) return;
            told.add("fail");
            ours.failed(permit, Breaker.UNTIMED, "boom");
            oracle.recordFailure();
        }

        private void pass(Duration span) {
            told.add("pass " + span.toMillis());
            String before = state();
            time.advance(span);
            if (!before.equals(state())) oracle.halfOpen();
        }

        private String state() {
            return ours.state().name();
        }

        private String oracle() {
            return oracle.getState().name();
        }
    }
}
