package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Script.Act;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fault row 35: poison is not handled again. */
class D8PoisonTest extends WorkerTestBase {
    private final Act poison = Script.crash("boom");
    private final List<String> dead = new ArrayList<>();

    private final class Restarting implements WorkerListener {
        @Override
        public void started(WorkerProcess process, long incarnation) {}

        @Override
        public void startFailed(WorkerProcess process, WorkerExit exit) {}

        @Override
        public void exited(WorkerProcess process, WorkerExit exit) {
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
}
