package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row R6 under load on real threads: every parked call ends within its deadline, none is lost, none is handled twice. */
class R6UnderLoadTest {
    private static final int CALLERS = 4;
    private static final int RESTARTS = 200;
    private static final long MOST_CALLS = 100_000;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> {});
    private final ConcurrentHashMap<Long, AtomicInteger> handled = new ConcurrentHashMap<>();
    private final AtomicLong incarnation = new AtomicLong();
    private final AtomicBoolean enough = new AtomicBoolean();

    @AfterEach
    void close() {
        system.close();
    }

    /** Writes down each number it is given and answers it. */
    private final class Notes implements Worker<String> {
        @Override
        public String init(WorkerContext ctx) {
            return "";
        }

        @Override
        public Step<String> handle(WorkerContext ctx, String state, Object message) {
            handled.computeIfAbsent((Long) message, key -> new AtomicInteger()).incrementAndGet();
            return Step.reply(state, message);
        }
    }

    private final WorkerListener restartAtOnce = new WorkerListener() {
        @Override
        public void started(WorkerProcess process, long number) {}

        @Override
        public void startFailed(WorkerProcess process, WorkerExit exit) {}

        @Override
        public void exited(WorkerProcess process, WorkerExit exit) {
            process.start(incarnation.incrementAndGet(), this);
        }
    };

    @Test
    void noCallIsLostOrDoubledThroughManyRestarts() throws Exception {
        WorkerProcess child = new WorkerProcess("notes", WorkerSettings.of(system), null);
        child.install(new WorkerCode(new Notes(), 1));
        child.start(incarnation.incrementAndGet(), restartAtOnce);
        List<CompletableFuture<List<CompletableFuture<Object>>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            long first = i * MOST_CALLS;
            callers.add(CompletableFuture.supplyAsync(() -> callAll(child, first)));
        }
        while (incarnation.get() <= RESTARTS) {
            long before = incarnation.get();
            child.crash(ExitReason.Crashed.explicit("on purpose"));
            await().until(() -> incarnation.get() > before);
        }
        enough.set(true);
        for (int i = 0; i < CALLERS; i++) {
            List<CompletableFuture<Object>> calls = callers.get(i).get(30, TimeUnit.SECONDS);
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                    .handle((done, failed) -> null)
                    .get(DEADLINE.toSeconds() + 5, TimeUnit.SECONDS);
            for (int j = 0; j < calls.size(); j++) check(i * MOST_CALLS + j, calls.get(j));
        }
        assertThat(handled.size()).isGreaterThan(RESTARTS);
        assertThat(child.parked()).isZero();
    }

    /** Answered and handled once, or turned away with a reason and handled never. */
    private void check(long number, CompletableFuture<Object> call) {
        AtomicInteger times = handled.getOrDefault(number, new AtomicInteger());
        try {
            assertThat(call.join()).isEqualTo(number);
            assertThat(times).as("call %s", number).hasValue(1);
        } catch (CompletionException e) {
            assertThat(((CallFailed) e.getCause()).reason()).isIn("restarting", "full");
            assertThat(times).as("call %s", number).hasValue(0);
        }
    }

    private List<CompletableFuture<Object>> callAll(WorkerProcess child, long first) {
        List<CompletableFuture<Object>> calls = new ArrayList<>();
        for (long i = first; !enough.get() && i < first + MOST_CALLS; i++) {
            CompletableFuture<Object> call = child.call(i, DEADLINE).toCompletableFuture();
            calls.add(call);
            if (i % 100 == 0) call.handle((value, failed) -> null).join();
        }
        return calls;
    }
}
