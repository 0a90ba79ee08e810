package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Script.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault row 35, rows I5 and R7: poison is not handled again, what is lost is counted, a crash leaves a report. */
class D8PoisonTest extends WorkerTestBase {
    private final Act poison = Script.crash("boom");
    private final List<String> dead = new ArrayList<>();
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

        @Override
        public void deadLetters(WorkerProcess process, long incarnation, long messages, String reason) {
            dead.add(incarnation + ": " + messages + " " + reason);
        }
    }

    @BeforeEach
    void start() {
        child.start(1, new Restarting());
        time.runUntilIdle();
    }

    @Test
    void aMessageThatCrashedThreeIncarnationsIsNotHandledAgain() {
        for (int i = 1; i <= 3; i++) assertThat(call(child, poison).toString()).contains("boom");
        assertThat(child.incarnation()).isEqualTo(4);
        assertThat(call(child, poison)).isEqualTo("failed: poison: it crashed 3 incarnations");
        assertThat(call(child, poison).toString()).contains("poison");
        assertThat(child.incarnation()).as("it lives").isEqualTo(4);
        assertThat(call(child, 8)).isEqualTo(8L);
        assertThat(child.deadLetters()).isEqualTo(2);
        assertThat(dead).hasSize(1).first().asString().startsWith("4: 1 poison: it crashed 3 incarnations: ");
    }

    @Test
    void aMessageThatWasHandledAfterAllIsCleared() {
        boolean[] well = {false};
        Act moody = (ctx, state) -> {
            if (!well[0]) throw new IllegalStateException("boom");
            return Step.reply(state, "well");
        };
        for (int i = 1; i <= 2; i++) call(child, moody);
        well[0] = true;
        assertThat(call(child, moody)).isEqualTo("well");
        well[0] = false;
        for (int i = 1; i <= 3; i++) assertThat(call(child, moody).toString()).contains("boom");
        assertThat(call(child, moody).toString()).contains("poison");
    }

    @Test
    void whatAChildSendsItselfIsNoPoison() {
        for (int i = 1; i <= 5; i++) {
            child.cast((Act) (ctx, state) -> {
                ctx.cast(ctx.self(), poison);
                return Step.next(state);
            });
            time.runUntilIdle();
        }
        assertThat(child.incarnation()).isEqualTo(6);
        assertThat(child.deadLetters()).isZero();
    }

    @Test
    void stoppingByHandClearsIt() {
        for (int i = 1; i <= 3; i++) call(child, poison);
        child.close(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        child.crash(ExitReason.parse("by hand"));
        time.runUntilIdle();
        assertThat(call(child, poison).toString()).contains("boom");
    }

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

    @Test
    void aCrashLeavesItsLastMessagesAndItsState() {
        for (int i = 1; i <= 5; i++) call(child, i);
        call(child, poison);
        Scene scene = Objects.requireNonNull(last.scene());
        assertThat(scene.messages()).hasSize(4).startsWith("3", "4", "5");
        assertThat(scene.state()).isEqualTo("State[count=15, log=[]]");
        call(child, poison);
        assertThat(Objects.requireNonNull(last.scene()).digest()).hasSize(8).isNotEqualTo(scene.digest());
    }
}
