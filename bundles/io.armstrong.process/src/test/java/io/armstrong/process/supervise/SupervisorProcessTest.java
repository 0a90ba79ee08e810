package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ChildType;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.ChildName;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class SupervisorProcessTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<String> log = new ArrayList<>();
    private final List<ArmstrongEvent> events = new ArrayList<>();
    private final Map<String, ScriptedChild> children = new HashMap<>();
    private final SupervisorOwner owner = new SupervisorOwner() {
        @Override
        public void booted() {
            log.add("booted");
        }

        @Override
        public void startFailed(ExitReason reason) {
            log.add("failed " + reason.text());
        }

        @Override
        public void exited(ExitReason reason) {
            log.add("exited " + reason.text());
        }
    };

    @Test
    void startsRestartsAndStops() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ALL, ChildSpec.of("a"), ChildSpec.of("b")));
        children.get("b").crash();
        time.runUntilIdle();
        sup.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(log)
                .containsExactly(
                        "+a1", "+b1", "booted", "-a1", "+a2", "+b2", "-b2", "-a2", "~a", "~b", "exited shutdown");
        assertThat(time.troubles()).isEmpty();
    }

    @Test
    void publishesWhatItsChildrenAre() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b")));
        time.advance(Duration.ofSeconds(1));
        long before = sup.sequence();
        children.get("a").crash();
        time.runUntilIdle();
        SupervisorSnapshot now = sup.snapshot();
        assertThat(now.sequence()).isGreaterThan(before);
        assertThat(now.used()).isEqualTo(1);
        assertThat(now.children()).extracting(ChildView::id).containsExactly("a", "b");
        ChildView a = now.children().get(0);
        assertThat(a.status()).isEqualTo(ChildStatus.UP);
        assertThat(a.incarnation()).isEqualTo(2);
        assertThat(a.restarts()).isEqualTo(1);
        assertThat(a.sinceNanos()).isEqualTo(Duration.ofSeconds(1).toNanos());
        time.advance(Duration.ofSeconds(61));
        assertThat(sup.snapshot().used()).isZero();
        assertThat(sup.child("z")).isNull();
    }

    @Test
    void whoeverHearsTheAnswerSeesItInTheSnapshot() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a")));
        List<String> seen = new ArrayList<>();
        sup.order(token -> new SupervisorEvent.Terminate(token, "a", false))
                .thenAccept(done -> seen.add(sup.child("a").status().text()));
        time.runUntilIdle();
        sup.order(token -> new SupervisorEvent.Restart(token, "a"))
                .thenAccept(done -> seen.add(sup.child("a").status().text()));
        time.runUntilIdle();
        sup.order(token -> new SupervisorEvent.Recycle(token, "a"))
                .thenAccept(done -> seen.add(sup.child("a").status().text()));
        time.runUntilIdle();
        assertThat(seen).containsExactly("down", "up", "up");
    }

    @Test
    void whoeverHearsThatItIsUpMayCallIt() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a")));
        List<Integer> ups = new ArrayList<>();
        sup.order(token -> new SupervisorEvent.Recycle(token, "a")).thenAccept(done -> ups.add(children.get("a").ups));
        time.runUntilIdle();
        assertThat(ups).containsExactly(2);
    }

    @Test
    void s7StopsOverDeadlineAreKilledAbandonedAndNamedInReverseOrder() {
        ChildSpec hanging = ChildSpec.of("b").withShutdown(new Shutdown.Within(Duration.ofMillis(100)));
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), hanging, ChildSpec.of("c")));
        children.get("b").hangsInStop = true;
        children.get("b").survivesKill = true;
        log.clear();
        sup.shutdown(ExitReason.SHUTDOWN);
        time.advance(Duration.ofMillis(99));
        assertThat(log).containsExactly("-c1", "-b1");
        time.advance(Duration.ofMillis(1));
        assertThat(log).containsExactly("-c1", "-b1", "xb1");
        time.advance(Hands.SECOND_DEADLINE);
        assertThat(log).startsWith("-c1", "-b1", "xb1", "-a1").endsWith("exited shutdown");
        assertThat(events).anySatisfy(event -> assertThat(event.sentence()).contains("b is hung", "abandoned"));
    }

    @Test
    void aStartOverItsDeadlineIsKilledAndHasFailed() {
        ChildSpec slow = ChildSpec.of("b").withStartDeadline(Duration.ofSeconds(2));
        children.put("b", new ScriptedChild("b", log));
        children.get("b").hangsInStart = true;
        children.get("b").survivesKill = true;
        start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), slow));
        time.advance(Duration.ofSeconds(2).plus(Hands.SECOND_DEADLINE));
        assertThat(log)
                .containsExactly(
                        "+a1",
                        "+b1",
                        "xb1",
                        "-a1",
                        "~a",
                        "~b",
                        "failed {shutdown,{failed_to_start_child,b,start overran its deadline}}");
    }

    @Test
    void aStartThatHeedsTheKillHasFailedForItsDeadline() {
        ChildSpec slow = ChildSpec.of("b").withStartDeadline(Duration.ofSeconds(2));
        children.put("b", new ScriptedChild("b", log));
        children.get("b").hangsInStart = true;
        start(spec(Strategy.ONE_FOR_ONE, slow));
        time.advance(Duration.ofSeconds(2));
        assertThat(log).endsWith("failed {shutdown,{failed_to_start_child,b,start overran its deadline}}");
    }

    @Test
    void dynamicChildrenStopAtTheSameTime() {
        SupervisorProcess sup = start(spec(
                Strategy.SIMPLE_ONE_FOR_ONE,
                ChildSpec.of("t").withShutdown(new Shutdown.Within(Duration.ofMillis(100)))));
        for (String id : List.of("x", "y")) {
            answer(sup, token -> new SupervisorEvent.StartDynamic(token, id, id));
            children.get(id).hangsInStop = true;
        }
        log.clear();
        sup.shutdown(ExitReason.SHUTDOWN);
        time.advance(Duration.ofMillis(100));
        assertThat(log).containsExactlyInAnyOrder("-x1", "-y1", "xx1", "xy1", "~x", "~y", "exited shutdown");
    }

    @Test
    void aKilledSupervisorTellsItsChildrenAndWaitsForNobody() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b")));
        children.get("a").hangsInStop = true;
        log.clear();
        sup.kill();
        time.runUntilIdle();
        assertThat(log).containsExactly("exited killed", "-a1 killed", "-b1 killed");
        assertThat(answer(sup, SupervisorEvent.WhichChildren::new))
                .isEqualTo(new OrderResult.Refused(OrderResult.Error.NOPROC));
        time.advance(Duration.ofSeconds(5));
        assertThat(log).endsWith("xa1");
    }

    @Test
    void countsOnlyWhoIsAliveAtThisMoment() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b")));
        CompletableFuture<OrderResult> counts = sup.countChildren();
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(counts.join()).isEqualTo(new OrderResult.Counts(2, 1, 0, 2));
    }

    @Test
    void heldChildrenWaitUntilTheyAreReleased() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b")));
        List<String> broken = new ArrayList<>();
        HeldChildren held = sup.hold(List.of("a"), () -> broken.add("broken"));
        time.runUntilIdle();
        assertThat(held.taken().join()).isEqualTo(OrderResult.DONE);
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(sup.snapshot().children().get(0).status()).isEqualTo(ChildStatus.UPGRADING);
        held.release();
        time.runUntilIdle();
        assertThat(sup.snapshot().children().get(0).incarnation()).isEqualTo(2);
        HeldChildren atOnce = sup.hold(List.of("a"), () -> broken.add("broken"));
        atOnce.release();
        time.runUntilIdle();
        assertThat(sup.snapshot().children().get(0).status()).isEqualTo(ChildStatus.UP);
        HeldChildren again = sup.hold(List.of("a"), () -> broken.add("broken"));
        time.runUntilIdle();
        sup.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(again.taken()).isCompleted();
        assertThat(broken).containsExactly("broken");
    }

    @Test
    void newsOfAForgottenChildReachNobody() {
        SupervisorProcess sup =
                start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a").withRestart(RestartType.TEMPORARY)));
        ScriptedChild old = children.remove("a");
        answer(sup, token -> new SupervisorEvent.Terminate(token, "a", false));
        answer(sup, token -> new SupervisorEvent.StartNew(token, ChildSpec.of("a")));
        old.crash();
        time.runUntilIdle();
        assertThat(sup.snapshot().children().get(0).status()).isEqualTo(ChildStatus.UP);
    }

    @Test
    void aChildKnownOnceIsShownUntilItLeaves() {
        SupervisorProcess sup = start(spec(Strategy.ONE_FOR_ONE, ChildSpec.of("a"), ChildSpec.of("b")));
        KnownChild known = sup.known("a");
        assertThat(known.hand()).isSameAs(children.get("a"));
        children.get("a").crash();
        time.runUntilIdle();
        assertThat(known.shownBy(sup, "a")).isEqualTo(sup.child("a"));
        SupervisorProcess other = start(spec(Strategy.ONE_FOR_ONE));
        answer(sup, token -> new SupervisorEvent.Terminate(token, "b", false));
        KnownChild moved = sup.known("b");
        sup.move("b", moved.shownBy(sup, "b").spec(), other);
        answer(sup, token -> new SupervisorEvent.Terminate(token, "a", false));
        answer(sup, token -> new SupervisorEvent.Delete(token, "a"));
        assertThat(moved.shownBy(sup, "b")).isNull();
        assertThat(moved.shownBy(other, "b")).isEqualTo(other.child("b"));
        assertThat(known.shownBy(sup, "a")).isNull();
        assertThat(sup.known("a")).isNull();
    }

    private SupervisorProcess start(SupervisorSpec spec) {
        SupervisorProcess sup = new SupervisorProcess(time.system(), spec, this::child, events::add, owner);
        sup.start();
        time.runUntilIdle();
        return sup;
    }

    private Child child(ChildName name, ChildSpec spec) {
        String id = name.id();
        if (spec.type() == ChildType.SUPERVISOR) return new SupervisorChild(time.system(), this::child, events::add);
        ScriptedChild kept = children.get(id);
        if (kept != null && kept.incarnation == 0) return kept;
        ScriptedChild made = new ScriptedChild(id, log);
        children.put(id, made);
        return made;
    }

    private OrderResult answer(SupervisorProcess sup, LongFunction<SupervisorEvent.Order> order) {
        CompletableFuture<OrderResult> answer = sup.order(order);
        time.runUntilIdle();
        return answer.join();
    }

    private static SupervisorSpec spec(Strategy strategy, ChildSpec... children) {
        return new SupervisorSpec("sup", strategy, intensity(3), AutoShutdown.NEVER, List.of(children));
    }

    private static Intensity intensity(int max) {
        return new Intensity(max, Duration.ofSeconds(60));
    }
}
