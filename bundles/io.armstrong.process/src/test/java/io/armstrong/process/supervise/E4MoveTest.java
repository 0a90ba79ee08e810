package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.OrderResult.Refused;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Feature E4, the process side: a child goes over to another supervisor as it is, and nothing that it says is lost. */
class E4MoveTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<String> log = new ArrayList<>();
    private final Map<String, ScriptedChild> children = new ConcurrentHashMap<>();

    private SupervisorProcess start(String id, Strategy strategy, ChildSpec... specs) {
        SupervisorProcess made = new SupervisorProcess(
                time.system(),
                new SupervisorSpec(
                        id, strategy, new Intensity(3, Duration.ofSeconds(60)), AutoShutdown.NEVER, List.of(specs)),
                (child, spec) -> children.computeIfAbsent(child.id(), key -> new ScriptedChild(key, log)),
                SupervisorObserver.NONE,
                new SilentOwner());
        made.start();
        time.runUntilIdle();
        log.clear();
        return made;
    }

    private OrderResult move(SupervisorProcess from, SupervisorProcess to, ChildSpec spec) {
        CompletableFuture<OrderResult> moved = from.move(spec.id(), spec, to);
        time.runUntilIdle();
        return moved.getNow(OrderResult.DONE);
    }

    @Test
    void aRunningChildGoesOverWithoutAStopAndObeysItsNewSupervisor() {
        SupervisorProcess from = start("from", Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b"));
        SupervisorProcess to = start("to", Strategy.ONE_FOR_ALL, ChildSpec.of("c"));
        ChildSpec transientA = ChildSpec.of("a").withRestart(RestartType.TRANSIENT);
        assertThat(move(from, to, transientA)).isEqualTo(new OrderResult.Started("a", 1));
        assertThat(log).isEmpty();
        assertThat(from.child("a")).isNull();
        assertThat(to.child("a").status()).isEqualTo(ChildStatus.UP);
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(log).containsExactly("-c1", "+c2", "+a2");
        from.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(log).endsWith("-b1", "~b");
    }

    @Test
    void whatItSaysOnItsWayIsHeardByItsNewSupervisor() {
        SupervisorProcess from = start("from", Strategy.ONE_FOR_ONE, ChildSpec.of("a"));
        SupervisorProcess to = start("to", Strategy.ONE_FOR_ONE);
        CompletableFuture<OrderResult> moved = from.move("a", ChildSpec.of("a"), to);
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(moved).isCompleted();
        List<ChildView> rows = new ArrayList<>(from.snapshot().children());
        rows.addAll(to.snapshot().children());
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo(ChildStatus.UP);
            assertThat(row.incarnation()).isEqualTo(2);
        });
        assertThat(log).containsExactly("+a2");
    }

    @Test
    void itStaysWhereItWasWhenItIsNotTaken() {
        SupervisorProcess from = start("from", Strategy.ONE_FOR_ONE, ChildSpec.of("a"));
        SupervisorProcess to = start("to", Strategy.ONE_FOR_ONE, ChildSpec.of("x"));
        to.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        log.clear();
        assertThat(move(from, to, ChildSpec.of("a"))).isInstanceOf(Refused.class);
        assertThat(from.child("a").status()).isEqualTo(ChildStatus.UP);
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(log).containsExactly("+a2");
    }
}
