package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row I5: a mailbox is bounded, and what is lost is counted. */
class I5BoundedMailboxTest extends WorkerTestBase {
    @Test
    void aFullMailboxRefusesAtTheSenderAndCounts() {
        WorkerProcess small = new WorkerProcess(
                "small",
                WorkerSettings.of(time.system()).withSpec(ChildSpec.of("small").withMailboxBound(10)),
                null);
        for (int i = 0; i < 1_000_010; i++) small.cast(i);
        assertThat(small.waiting()).isEqualTo(10);
        assertThat(small.dropped()).isEqualTo(1_000_000);
        assertThat(call(small, 1)).isEqualTo("failed: full");
        small.close(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(small.deadLetters()).isEqualTo(10);
    }

    /** Believed before: the asked call travelled back itself, and took the count of the receiver's mailbox with it. */
    @Test
    void anAnswerToAnAskerWithALongHistoryLeavesTheBoundOfWhoAnsweredAsItIs() {
        WorkerProcess answering = counter("answering", 10);
        WorkerProcess asking = counter("asking", 1000);
        for (int i = 0; i < 500; i++) asking.cast(i);
        asking.cast(answering);
        time.runUntilIdle();
        assertThat(answering.waiting()).isZero();
        for (int i = 0; i < 10; i++) assertThat(answering.cast(i)).isTrue();
        assertThat(answering.cast(10)).isFalse();
    }

    /** Answers; asked to, it asks another first. */
    private WorkerProcess counter(String id, int bound) {
        WorkerSettings settings =
                WorkerSettings.of(time.system()).withSpec(ChildSpec.of(id).withMailboxBound(bound));
        WorkerProcess process = new WorkerProcess(id, settings, null);
        process.install(new WorkerCode(new Asking(), 1));
        process.start(1, new Heard());
        time.runUntilIdle();
        return process;
    }

    private static final class Asking implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer count, Object message) {
            if (message instanceof Ref other) ctx.ask(other, "one more", Duration.ofSeconds(5), "tag");
            return Step.reply(count + 1, count);
        }
    }
}
