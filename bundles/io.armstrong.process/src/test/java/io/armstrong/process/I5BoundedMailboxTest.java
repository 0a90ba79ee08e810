package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
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
}
