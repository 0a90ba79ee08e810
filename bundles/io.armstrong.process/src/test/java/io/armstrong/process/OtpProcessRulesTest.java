package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.WorkerContext.Down;
import io.armstrong.process.Script.Act;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Rules of OTP's recorded groups process and hot that no other test states (itest/conformance/README.md says which does). */
class OtpProcessRulesTest extends WorkerTestBase {
    private final WorkerProcess watcher = worker("watcher", new Script());

    /** OTP S92: exactly one DOWN, with the real reason. */
    @Test
    void aMonitorHearsTheReasonOfEveryKindOfEnd() {
        start(watcher, 1);
        List<ExitReason> reasons = List.of(
                ExitReason.NORMAL,
                ExitReason.SHUTDOWN,
                new ExitReason.ShutdownWith("x"),
                ExitReason.Crashed.explicit("boom"),
                ExitReason.KILLED);
        for (int i = 0; i < reasons.size(); i++) {
            start(child, i + 1);
            watcher.cast((Act) (ctx, state) -> {
                ctx.monitor(child, "tag");
                return Step.next(state);
            });
            time.runUntilIdle();
            ExitReason reason = reasons.get(i);
            if (reason instanceof ExitReason.Killed) child.kill(i + 1);
            else child.cast((Act) (ctx, state) -> Step.stop(state, reason));
            time.runUntilIdle();
        }
        assertThat(call(watcher, "get"))
                .isEqualTo(List.of(
                        new Down("tag", "child", 1, "normal").toString(),
                        new Down("tag", "child", 2, "shutdown").toString(),
                        new Down("tag", "child", 3, "{shutdown,x}").toString(),
                        new Down("tag", "child", 4, "boom").toString(),
                        new Down("tag", "child", 5, "killed").toString()));
    }

    /** OTP S96, S100: the caller gives up, the request is still executed, by whatever stands inside then. */
    @Test
    void aCallThatTimesOutWhileItIsHeldIsStillExecuted() {
        start(child, 1);
        now(child.holdFast(FIVE));
        CompletionStage<Object> call = child.call(7, SECOND);
        time.advance(SECOND);
        assertThat(outcome(call)).isEqualTo("failed: timeout");
        now(child.release());
        assertThat(call(child, 0)).isEqualTo(7L);
        assertThat(outcome(call)).as("the late reply is dropped").isEqualTo("failed: timeout");
    }

    /** OTP S104: a held child obeys a kill; the next incarnation runs, fresh, and handles what waited. */
    @Test
    void aHeldChildThatIsKilledComesBackRunningAndFresh() {
        start(child, 1);
        call(child, 7);
        now(child.holdFast(FIVE));
        CompletionStage<Object> waits = child.call(1, FIVE);
        child.kill(1);
        time.runUntilIdle();
        assertThat(heard.take()).containsExactly("started 1", "1 exited: killed");
        start(child, 2);
        assertThat(now(waits)).isEqualTo(1L);
    }

    /** OTP S101: state can be looked at while it runs, and looking changes nothing. */
    @Test
    void stateIsReadWhileItRuns() {
        start(child, 1);
        call(child, 7);
        Snapshot seven = new Snapshot(1, 1, Map.of("count", 7L, "log", List.of()));
        assertThat(now(child.state(FIVE))).isEqualTo(seven);
        assertThat(now(child.state(FIVE))).isEqualTo(seven);
        assertThat(call(child, 1)).isEqualTo(8L);
    }

    /** OTP S93: a start that overruns its deadline has failed, and nothing of it is left alive. */
    @Test
    void aStartThatTakesTooLongHasFailedAndIsNotUp() {
        script.opening = ctx -> {
            time.stall(Duration.ofSeconds(60));
            return new Script.State(0);
        };
        start(child, 1);
        time.advance(Duration.ofSeconds(30));
        assertThat(heard.take()).singleElement().asString().startsWith("start of 1 failed: ");
        assertThat(child.up()).isFalse();
        assertThat(child.incarnation()).isZero();
    }
}
