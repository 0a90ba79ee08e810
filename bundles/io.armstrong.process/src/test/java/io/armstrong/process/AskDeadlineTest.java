package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls of a worker that nobody answers, on the real clock: {@link Deadlines} looks at it once a tick, and all the same none is over early. */
class AskDeadlineTest {
    private static final Duration LIMIT = Duration.ofMillis(30);
    private static final int ASKED = 1_000;
    /** So many messages to itself between two calls: several begin in each tick, anywhere in it. */
    private static final int APART = 500;

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start(
            (where, thrown) -> troubles.add(where + ": " + thrown), new PlainMessages(type -> null));

    @AfterEach
    void close() {
        system.close();
    }

    private WorkerProcess start(String id, Worker<?> worker) {
        WorkerProcess process = new WorkerProcess(id, WorkerSettings.of(system), null);
        process.install(new WorkerCode(worker, 1));
        process.start(1, new Heard());
        return process;
    }

    @Test
    void noneIsOverEarlyHoweverManyAreStartedInOneTick() {
        Impatient impatient = new Impatient(start("silent", new Silent()));
        WorkerProcess asking = start("asking", impatient);
        asking.cast("on");
        await().until(() -> {
            System.gc(); // the machine stands still now and then
            return impatient.waited.size() == ASKED;
        });
        assertThat(impatient.failures).containsOnly("timeout");
        assertThat(impatient.waited).allMatch(nanos -> nanos >= LIMIT.toNanos());
        assertThat(troubles).isEmpty();
    }

    private static final class Silent implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer asked, Object message) {
            return Step.next(asked + 1);
        }
    }

    /** Sends itself messages and calls now and then; the tag says since when it waits. */
    private static final class Impatient implements Worker<Integer> {
        private final List<Long> waited = new CopyOnWriteArrayList<>();
        private final List<String> failures = new CopyOnWriteArrayList<>();
        private final Ref silent;

        Impatient(Ref silent) {
            this.silent = silent;
        }

        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer sent, Object message) {
            if (message instanceof WorkerContext.Answer answer) {
                waited.add(System.nanoTime() - (Long) answer.tag());
                failures.add(String.valueOf(answer.failure()));
                return Step.next(sent);
            }
            if (sent % APART == 0) ctx.ask(silent, "anybody there?", LIMIT, System.nanoTime());
            if (sent < APART * (ASKED - 1)) ctx.cast(ctx.self(), "on");
            return Step.next(sent + 1);
        }
    }
}
