package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.api.ExitReason.Crashed;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Script.Act;
import io.armstrong.process.Script.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checkpoints: nothing leaves before what it stands on is on disk (design D15). */
class DurableTest extends WorkerTestBase implements Checkpoints {
    private record Save(Map<String, Object> data, CompletableFuture<Void> done) {}

    private final List<Save> saves = new ArrayList<>();
    private Map<String, Object> disk = Map.of();
    private final WorkerProcess other = worker("other", new Script());

    private static final Act ADD_DURABLY = (ctx, s) -> {
        State next = s.plus(1);
        return Step.reply(next, next.count()).checkpoint();
    };

    @Override
    public CompletionStage<Void> save(String childId, int schema, Supplier<Map<String, Object>> data) {
        Save save = new Save(data.get(), new CompletableFuture<>());
        saves.add(save);
        return save.done();
    }

    @Override
    public Optional<Map<String, Object>> last(String childId, int schema) {
        return disk.isEmpty() ? Optional.empty() : Optional.of(disk);
    }

    private void forced(int save) {
        disk = saves.get(save).data();
        saves.get(save).done().complete(null);
        time.runUntilIdle();
    }

    private void failed(int save) {
        saves.get(save).done().completeExceptionally(new IOException("disk full"));
        time.runUntilIdle();
    }

    @BeforeEach
    void durable() {
        child.configure(WorkerSettings.of(time.system()).withCheckpoints(this));
        script.opening = ctx -> new State(ctx.lastCheckpoint()
                .map(data -> ((Number) data.get("count")).longValue())
                .orElse(0L));
        start(child, 1);
    }

    @Test
    void goesOnButAnswersOnlyWhatIsForced() {
        CompletionStage<Object> first = child.call(ADD_DURABLY, FIVE);
        CompletionStage<Object> second = child.call(ADD_DURABLY, FIVE);
        CompletionStage<Object> plain = child.call(10, FIVE);
        time.runUntilIdle();
        assertThat(saves).extracting(s -> s.data().get("count")).containsExactly(1L, 2L);
        assertThat(outcome(first)).isEqualTo("pending");
        assertThat(outcome(plain)).isEqualTo("pending");
        forced(0);
        assertThat(outcome(first)).isEqualTo(1L);
        assertThat(outcome(second)).isEqualTo("pending");
        assertThat(outcome(plain)).isEqualTo("pending");
        forced(1);
        assertThat(outcome(second)).isEqualTo(2L);
        assertThat(outcome(plain)).isEqualTo(12L);
    }

    @Test
    void serves_allThatWaitWithOneForce() {
        List<CompletionStage<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) calls.add(child.call(ADD_DURABLY, FIVE));
        time.runUntilIdle();
        forced(4);
        assertThat(calls).extracting(WorkerTestBase::outcome).containsExactly(1L, 2L, 3L, 4L, 5L);
        for (int i = 0; i < 4; i++) forced(i);
        assertThat(call(child, 0)).isEqualTo(5L);
    }

    @Test
    void keepsBackWhatTheStepSendsToo() {
        start(other, 1);
        child.cast((Act) (ctx, s) -> {
            ctx.cast(other, "hello");
            return Step.next(s.plus(1)).checkpoint();
        });
        assertThat(call(other, "get")).isEqualTo(List.of());
        forced(0);
        assertThat(call(other, "get")).isEqualTo(List.of("hello"));
    }

    @Test
    void failsTheCallsThatStandOnALostSaveAndCrashes() {
        CompletionStage<Object> call = child.call(ADD_DURABLY, FIVE);
        time.runUntilIdle();
        failed(0);
        assertThat(outcome(call)).isEqualTo("failed: checkpoint not saved: java.io.IOException: disk full");
        assertThat(heard.take())
                .containsExactly("started 1", "1 exited: checkpoint not saved: java.io.IOException: disk full");
        start(child, 2);
        assertThat(call(child, 0)).isEqualTo(0L);
    }

    @Test
    void startsAgainOnlyWhenTheLastSaveIsSettledSoThatNoAcknowledgedStepIsForgotten() {
        CompletionStage<Object> acknowledged = child.call(ADD_DURABLY, FIVE);
        child.cast(Script.crash("boom"));
        time.runUntilIdle();
        start(child, 2);
        assertThat(heard.take()).containsExactly("started 1", "1 exited: java.lang.IllegalStateException: boom");
        forced(0);
        assertThat(outcome(acknowledged)).isEqualTo(1L);
        assertThat(heard.take()).containsExactly("started 2");
        assertThat(call(child, 0)).isEqualTo(1L);
    }

    /** Simulator seed 40315: its supervisor was killed, and it came to life when nobody was left to end it. */
    @Test
    void canBeCrashedWhileItsStartWaitsForASave() {
        child.cast(ADD_DURABLY);
        time.runUntilIdle();
        child.crash(Crashed.explicit("x"));
        start(child, 2);
        child.crash(ExitReason.KILLED);
        time.runUntilIdle();
        assertThat(heard.take()).containsExactly("started 1", "1 exited: x", "start of 2 failed: killed");
        forced(0);
        assertThat(heard.take()).isEmpty();
    }

    @Test
    void canBeStoppedWhileItsStartWaitsForASave() {
        child.cast(ADD_DURABLY);
        time.runUntilIdle();
        child.crash(Crashed.explicit("x"));
        start(child, 2);
        child.stop(2, io.armstrong.api.Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(heard.take()).containsExactly("started 1", "1 exited: x", "start of 2 failed: shutdown");
        forced(0);
        assertThat(heard.take()).isEmpty();
    }
}
