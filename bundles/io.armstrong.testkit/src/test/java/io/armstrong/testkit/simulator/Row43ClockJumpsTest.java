package io.armstrong.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.breaker.Breaker;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.process.supervise.WorkerChild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Row 43 of the fault catalogue, invariant I26: an hour in which the machine sleeps changes no decision and makes no burst, and
 * nobody who decides ever looks at a wall clock, so that none of its steps can matter.
 */
class Row43ClockJumpsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SimulatedTime time = new SimulatedTime(TurnChoice.DEPTH_FIRST);
    private final Map<String, Ordinary> children = new HashMap<>();
    private final List<String> decisions = new ArrayList<>();

    @AfterEach
    void nothingWentWrongUnseen() {
        assertThat(time.troubles()).isEmpty();
        time.close();
    }

    /** A child that starts and stops when it is told to, or not at all. */
    private static final class Ordinary implements Child {
        private @Nullable ChildSink sink;
        private long incarnation;
        private boolean alive;
        private boolean hangs;

        @Override
        public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink to) {
            incarnation = number;
            alive = true;
            sink = to;
            if (!hangs) to.started();
        }

        @Override
        public void stop(long number, Shutdown how, ExitReason why) {
            if (number == incarnation && alive && !hangs) end().stopped(why);
        }

        @Override
        public void kill(long number) {
            if (number == incarnation && alive) end().startFailed(ExitReason.KILLED);
        }

        @Override
        public boolean alive(long number) {
            return alive && number == incarnation;
        }

        void crash() {
            end().exited(ExitReason.Crashed.explicit("boom"));
        }

        private ChildSink end() {
            alive = false;
            if (sink == null) throw new IllegalStateException("never started");
            return sink;
        }
    }

    private SupervisorProcess supervisor(Strategy strategy, Intensity intensity, ChildSpec... specs) {
        SupervisorSpec spec = new SupervisorSpec("sup", strategy, intensity, AutoShutdown.NEVER, List.of(specs));
        SupervisorProcess supervisor = new SupervisorProcess(
                time.system(),
                spec.withPolicy("tier"),
                (id, child) -> children.computeIfAbsent(id.id(), name -> new Ordinary()),
                this::decided,
                new Nobody());
        supervisor.start();
        time.runUntilIdle();
        return supervisor;
    }

    /** Whoever started the supervisor. */
    private static final class Nobody implements SupervisorOwner {
        @Override
        public void booted() {}

        @Override
        public void startFailed(ExitReason reason) {
            throw new IllegalStateException("does not start: " + reason.text());
        }

        @Override
        public void exited(ExitReason reason) {}
    }

    private void decided(ArmstrongEvent event) {
        if (event instanceof ArmstrongEvent.Decided e) decisions.add(e.decision() + " " + e.child());
    }

    private void crash(String id) {
        Ordinary child = children.get(id);
        if (child == null) throw new IllegalArgumentException(id);
        child.crash();
        time.runUntilIdle();
    }

    private static ChildSpec slow(String id, int millis) {
        Backoff backoff = new Backoff(Duration.ofMillis(millis), Duration.ofMinutes(1), 2, 0, Duration.ofHours(9));
        return ChildSpec.of(id).withRecovery(Recovery.INHERITED.withBackoff(backoff));
    }

    private static long incarnation(SupervisorProcess supervisor, String id) {
        return Objects.requireNonNull(supervisor.child(id)).incarnation();
    }

    private static ChildStatus status(SupervisorProcess supervisor, String id) {
        return Objects.requireNonNull(supervisor.child(id)).status();
    }

    @Test
    void intensityCountsWhatHappenedInTheWindowAndNothingElse() {
        SupervisorProcess sup = supervisor(
                Strategy.ONE_FOR_ONE, new Intensity(2, Duration.ofSeconds(60)), ChildSpec.of("a"), ChildSpec.of("b"));
        crash("a");
        crash("b");
        assertThat(sup.snapshot().used()).isEqualTo(2);
        time.leap(HOUR);
        assertThat(incarnation(sup, "a")).as("sleep alone restarts nobody").isEqualTo(2);
        assertThat(sup.snapshot().used())
                .as("an hour is longer than the window")
                .isZero();
        crash("a");
        assertThat(sup.alive()).isTrue();
        assertThat(incarnation(sup, "a")).isEqualTo(3);
    }

    /** All of them are due at once when the machine wakes: each starts once, and nothing is decided anew. */
    @Test
    void backoffsThatEndInTheSleepMakeNoBurst() {
        SupervisorProcess sup = supervisor(
                Strategy.ONE_FOR_ONE,
                new Intensity(3, Duration.ofSeconds(60)),
                slow("c", 900),
                slow("a", 300),
                slow("b", 600));
        for (String id : List.of("c", "b", "a")) crash(id);
        decisions.clear();
        time.leap(HOUR);
        for (String id : List.of("a", "b", "c"))
            assertThat(incarnation(sup, id)).isEqualTo(2);
        assertThat(decisions)
                .as("what was decided before is done, and nothing new")
                .isEmpty();
        assertThat(sup.alive()).isTrue();
    }

    @Test
    void groupsThatWereDueInTheSleepRestartInTheOrderOfTheirTimes() {
        SupervisorProcess sup = supervisor(
                Strategy.REST_FOR_ONE, new Intensity(9, Duration.ofSeconds(60)), slow("a", 300), slow("b", 900));
        crash("b");
        crash("a");
        time.leap(HOUR);
        assertThat(incarnation(sup, "a")).isEqualTo(2);
        assertThat(incarnation(sup, "b")).as("with its group, once").isEqualTo(2);
    }

    @Test
    void aChildThatIsOpenGetsOneTrialAndHasToSurviveItAwake() {
        ChildSpec a = ChildSpec.of("a")
                .withRecovery(Recovery.INHERITED.withPolicy("circuit_break<9 isolate"))
                .withBreaker(BreakerSpec.of(3, Duration.ofSeconds(30), 2));
        SupervisorProcess sup = supervisor(Strategy.ONE_FOR_ONE, new Intensity(9, Duration.ofSeconds(60)), a);
        crash("a");
        assertThat(status(sup, "a")).isEqualTo(ChildStatus.OPEN);
        time.leap(HOUR);
        assertThat(incarnation(sup, "a")).isEqualTo(2);
        assertThat(decisions).containsExactly("circuit_break a", "trial a");
        time.advance(Duration.ofMillis(30_001));
        assertThat(decisions).contains("close breaker a");
    }

    @Test
    void aStartThatOverranInTheSleepIsOneFailedStart() {
        SupervisorProcess sup = supervisor(
                Strategy.ONE_FOR_ONE,
                new Intensity(9, Duration.ofSeconds(60)),
                slow("a", 300).withStartDeadline(Duration.ofSeconds(5)));
        Objects.requireNonNull(children.get("a")).hangs = true;
        crash("a");
        time.advance(Duration.ofMillis(300));
        decisions.clear();
        time.leap(HOUR);
        assertThat(decisions).containsExactly("restart a");
        assertThat(sup.alive()).isTrue();
    }

    /** One that answers when it likes. */
    private static final class Silent implements Worker<Long> {
        @Override
        public Long init(WorkerContext ctx) {
            return 0L;
        }

        @Override
        public Step<Long> handle(WorkerContext ctx, Long state, Object message) {
            return message.equals("answer") ? Step.reply(state, "here") : Step.next(state);
        }
    }

    @Test
    void aCallWhoseDeadlinePassedInTheSleepFailsOnceAndHurtsNobody() {
        WorkerChild worker = new WorkerChild("w", WorkerSettings.of(time.system()));
        worker.install(new WorkerCode(new Silent(), 1));
        List<String> heard = new ArrayList<>();
        worker.start(ChildSpec.of("w"), 1, null, new Heard(heard));
        time.runUntilIdle();
        CompletableFuture<?> unanswered =
                worker.call("nothing", Duration.ofSeconds(5)).toCompletableFuture();
        time.runUntilIdle();
        time.leap(HOUR);
        assertThatThrownBy(unanswered::join)
                .hasCauseInstanceOf(CallFailed.class)
                .hasMessageContaining("timeout");
        CompletableFuture<?> next = worker.call("answer", Duration.ofSeconds(5)).toCompletableFuture();
        time.runUntilIdle();
        assertThat(next.join()).isEqualTo("here");
        assertThat(heard).containsExactly("started");
    }

    private record Heard(List<String> words) implements ChildSink {
        @Override
        public void started() {
            words.add("started");
        }

        @Override
        public void ignored() {
            words.add("ignored");
        }

        @Override
        public void startFailed(ExitReason reason) {
            words.add("start failed");
        }

        @Override
        public void stopped(ExitReason reason) {
            words.add("stopped");
        }

        @Override
        public void exited(ExitReason reason) {
            words.add("exited");
        }

        @Override
        public void hung(ExitReason reason) {
            words.add("hung");
        }
    }

    @Test
    void aBreakerThatSleptIsHalfOpenOnceAndItsPermitsCountAwake() {
        List<BreakerChange> told = new ArrayList<>();
        BreakerSpec spec = BreakerSpec.of(1, Duration.ofSeconds(30), 1).with("permit=3000");
        Breaker breaker = new Breaker("it", spec, time, time, (where, thrown) -> {}, told::add);
        breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        time.leap(HOUR);
        assertThat(told).extracting(BreakerChange::to).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN);
        breaker.succeeded(breaker.ask(), Breaker.UNTIMED);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        breaker.silence();
    }

    /** An NTP step of ten years either way moves a clock that none of these classes knows. */
    @ParameterizedTest
    @ValueSource(strings = {"core", "process"})
    void whoeverDecidesKnowsNoWallClock(String bundle) throws IOException {
        Path classes = Path.of("..", "io.armstrong." + bundle, "target", "classes");
        try (Stream<Path> all = Files.walk(classes)) {
            List<Path> found =
                    all.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(found).as("classes in %s", classes).hasSizeGreaterThan(20);
            for (Path file : found)
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("currentTimeMillis", "java/time/Clock", "java/util/Date");
        }
    }
}
