package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Names;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dynamic children that nobody named keep no text and stand in no map of names; whoever looks for them finds them all the same. */
class NumberedChildrenTest {
    private final VirtualSystem time = new VirtualSystem();
    private final Names names = time.system().names();
    private final WorkerSettings settings = WorkerSettings.of(time.system());
    private final SupervisorProcess pool = Pools.of("the-pool", ChildSpec.of("template"), settings, new Teller());

    /** Tells what it is called and was given. */
    private record Teller() implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer state, Object message) {
            if (message.equals("crash")) throw new IllegalStateException("told to");
            return Step.reply(state, ctx.id() + " " + ctx.argument());
        }
    }

    @BeforeEach
    void start() {
        pool.start();
        time.runUntilIdle();
    }

    private void spawn(String id) {
        pool.order(token -> new SupervisorEvent.StartDynamic(token, id, "gift"));
        time.runUntilIdle();
    }

    private Object told(Ref ref) {
        CompletionStage<Object> answer = ref.call("who", Duration.ofSeconds(5));
        time.runUntilIdle();
        return answer.toCompletableFuture().getNow("pending");
    }

    @Test
    void isFoundAndKnowsItsName() {
        spawn("the-pool-17");
        spawn("somebody");
        for (String id : List.of("the-pool-17", "somebody"))
            assertThat(told(names.whereis(id).orElseThrow())).isEqualTo(id + " gift");
        for (String id : List.of("the-pool-1", "the-pool-017", "the-pool", "pool-17", "the-pool-"))
            assertThat(names.whereis(id)).isEmpty();
    }

    @Test
    void keepsItsNameThroughARestartAndLosesItAtItsEnd() {
        spawn("the-pool-1");
        Ref ref = names.whereis("the-pool-1").orElseThrow();
        names.setProperty("the-pool-1", "colour", "red");
        ref.cast("crash");
        time.runUntilIdle();
        assertThat(pool.child("the-pool-1").restarts()).isEqualTo(1);
        assertThat(names.whereis("the-pool-1")).containsSame(ref);
        assertThat(names.properties("the-pool-1")).containsEntry("colour", "red");
        pool.order(token -> new SupervisorEvent.Terminate(token, "the-pool-1", true));
        time.runUntilIdle();
        assertThat(names.whereis("the-pool-1")).isEmpty();
        assertThat(pool.child("the-pool-1")).isNull();
        spawn("the-pool-1");
        assertThat(names.properties("the-pool-1")).isEmpty();
    }

    @Test
    void isAwaitedBeforeItIsThereAndAfter() {
        CompletionStage<Ref> early = names.await("the-pool-2", Duration.ofSeconds(1));
        spawn("the-pool-2");
        Ref ref = names.whereis("the-pool-2").orElseThrow();
        assertThat(early.toCompletableFuture()).isCompletedWithValue(ref);
        CompletionStage<Ref> late = names.await("the-pool-2", Duration.ofSeconds(1));
        time.runUntilIdle();
        assertThat(late.toCompletableFuture()).isCompletedWithValue(ref);
    }

    @Test
    void hasItsNameForItself() {
        WorkerProcess other = new WorkerProcess("other", settings, null);
        spawn("the-pool-3");
        assertThat(names.register("the-pool-3", other)).isFalse();
        assertThat(names.register("the-pool-4", other)).isTrue();
        spawn("the-pool-4");
        assertThat(names.whereis("the-pool-4")).containsSame(other); // first come, first served
    }

    @Test
    void isNotFoundWhenItsSupervisorHasEnded() {
        spawn("the-pool-5");
        pool.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(names.whereis("the-pool-5")).isEmpty();
    }
}
