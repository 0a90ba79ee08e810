package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.process.Script.Act;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Row R7: a crash leaves its last messages and the state it left. */
class R7CrashReportTest extends WorkerTestBase {
    private final Act poison = Script.crash("boom");
    private WorkerExit last = WorkerExit.unbegun(0, ExitReason.NORMAL);

    private final class Restarting implements WorkerListener {
        @Override
        public void started(WorkerProcess process, long incarnation) {}

        @Override
        public void startFailed(WorkerProcess process, WorkerExit exit) {}

        @Override
        public void exited(WorkerProcess process, WorkerExit exit) {
            last = exit;
            process.start(exit.incarnation() + 1, this);
        }
    }

    @Test
    void aCrashLeavesItsLastMessagesAndItsState() {
        child.start(1, new Restarting());
        time.runUntilIdle();
        for (int i = 1; i <= 5; i++) call(child, i);
        call(child, poison);
        Scene scene = Objects.requireNonNull(last.scene());
        assertThat(scene.messages()).hasSize(4).startsWith("3", "4", "5");
        assertThat(scene.state()).isEqualTo("State[count=15, log=[]]");
        call(child, poison);
        assertThat(Objects.requireNonNull(last.scene()).digest()).hasSize(8).isNotEqualTo(scene.digest());
    }
}
