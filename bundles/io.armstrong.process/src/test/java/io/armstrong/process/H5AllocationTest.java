package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Script.Act;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a child allocates is counted where it happens, and a guard ends it with a cause of its own. */
class H5AllocationTest {
    private static final int MIB = 1 << 20;

    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> {});
    private final Meters meters = new Meters();
    private final Script script = new Script();
    private final Heard heard = new Heard();
    private final AtomicBoolean letGo = new AtomicBoolean();
    private volatile byte[] kept = {};

    @AfterEach
    void close() {
        letGo.set(true);
        system.close();
    }

    private WorkerProcess worker(String id, Meters counted) {
        WorkerProcess process = new WorkerProcess(id, WorkerSettings.of(system).withMeters(counted), null);
        process.install(new WorkerCode(script, 1));
        process.start(1, heard);
        return process;
    }

    private final Act allocates = (ctx, state) -> {
        for (int i = 0; i < 8; i++) kept = new byte[MIB];
        return Step.reply(state, "done");
    };

    private static void does(WorkerProcess process, Act act) throws Exception {
        process.call(act, Duration.ofSeconds(5)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void countsTheTurnsOfThisChildAndOfNoOther() throws Exception {
        WorkerProcess greedy = worker("greedy", meters);
        WorkerProcess modest = worker("modest", meters);
        does(greedy, allocates);
        does(modest, (ctx, state) -> Step.reply(state, "nothing"));
        await().until(() -> meters.allocated("greedy") >= 8L * MIB);
        assertThat(meters.allocated("greedy")).isBetween(8L * MIB, 9L * MIB);
        assertThat(meters.allocated("modest")).isLessThan(MIB);
    }

    @Test
    void countsATurnThatHasNotEnded() {
        WorkerProcess greedy = worker("greedy", meters);
        greedy.cast((Act) (ctx, state) -> {
            kept = new byte[8 * MIB];
            while (!letGo.get()) Thread.onSpinWait();
            return Step.next(state);
        });
        await().until(() -> meters.allocated("greedy") >= 8L * MIB);
    }

    @Test
    void countsOwnThreadsWhileTheyLiveAndWhenTheyHaveEnded() throws Exception {
        CountDownLatch stay = new CountDownLatch(1);
        WorkerProcess greedy = worker("greedy", meters);
        does(greedy, (ctx, state) -> {
            ctx.threads()
                    .newThread(() -> {
                        kept = new byte[8 * MIB];
                        try {
                            stay.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    .start();
            return Step.reply(state, "started");
        });
        await().until(() -> meters.allocated("greedy") >= 8L * MIB);
        stay.countDown();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("greedy-1")));
        assertThat(meters.allocated("greedy")).isBetween(8L * MIB, 9L * MIB);
    }

    @Test
    void aNewIncarnationOwesNothing() throws Exception {
        WorkerProcess greedy = worker("greedy", meters);
        does(greedy, allocates);
        greedy.crash(ExitReason.Crashed.explicit("enough"));
        await().until(() -> heard.exits.size() == 1);
        greedy.start(2, heard);
        does(greedy, (ctx, state) -> Step.reply(state, "nothing"));
        assertThat(meters.allocated("greedy")).isLessThan(MIB);
    }

    @Test
    void countsNothingWithoutAMeter() throws Exception {
        does(worker("free", null), allocates);
        assertThat(meters.allocated("free")).isZero();
    }

    @Test
    void endsABusyWorkerByItsSecondDeadlineWithTheReasonGiven() {
        WorkerProcess busy = worker("busy", null);
        busy.cast((Act) (ctx, state) -> {
            while (!Thread.interrupted()) Thread.onSpinWait();
            return Step.next(state);
        });
        await().until(() -> !busy.resting());
        busy.crash(7, reason("of another incarnation"));
        busy.crash(1, reason("too greedy"));
        await().until(() -> heard.exits.size() == 1);
        assertThat(heard.last().reason()).isEqualTo(reason("too greedy"));
    }

    private static ExitReason reason(String text) {
        return new ExitReason.Crashed(CrashCause.MEMORY, text, List.of());
    }
}
