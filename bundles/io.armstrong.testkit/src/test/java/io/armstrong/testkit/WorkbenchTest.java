package io.armstrong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.api.worker.WorkerContext.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WorkbenchTest {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Workbench bench = new Workbench().add("echo", new Echo(closed));

    @Test
    void shouldReplyAndKeepState() {
        assertThat(bench.say("echo", "hello")).isEqualTo("hello 1");
        assertThat(bench.say("echo", "hello")).isEqualTo("hello 2");
        assertThat(bench.state("echo")).isEqualTo(2);
    }

    @Test
    void shouldCrashOnAThrowTellWhoWaitsAndCloseWhatWasOpen() {
        assertThatThrownBy(() -> bench.say("echo", "throw")).hasMessageContaining("asked to");
        assertThat(bench.exit("echo").map(ExitReason::abnormal)).contains(true);
        assertThat(closed).isTrue();
        assertThatThrownBy(() -> bench.say("echo", "hello")).hasMessageContaining("noproc");
        bench.restart("echo");
        assertThat(bench.say("echo", "hello")).isEqualTo("hello 1");
    }

    @Test
    void shouldFireTimersInVirtualTimeOnlyAndForgetThemWithTheirIncarnation() {
        bench.say("echo", "later");
        bench.advance(Duration.ofMillis(999));
        assertThat(bench.state("echo")).isEqualTo(1);
        bench.advance(Duration.ofMillis(1));
        assertThat(bench.state("echo")).isEqualTo(2);
        bench.say("echo", "later");
        bench.restart("echo");
        bench.advance(Duration.ofSeconds(5));
        assertThat(bench.state("echo")).isEqualTo(0);
    }

    @Test
    void shouldAskAnotherWorkerAndAnswerLater() {
        bench.add("relay", new Relay());
        assertThat(bench.say("relay", "hello")).isEqualTo("hello 1");
        assertThatThrownBy(() -> bench.say("relay", "throw")).hasMessageContaining("asked to");
        bench.restart("echo");
        assertThatThrownBy(() -> bench.say("relay", "silence")).hasMessageContaining("timeout");
    }

    @Test
    void shouldStartFromTheLastCheckpoint() {
        bench.say("echo", "hello");
        bench.say("echo", "keep");
        bench.say("echo", "hello");
        bench.restart("echo");
        assertThat(bench.state("echo")).isEqualTo(2);
        assertThat(bench.checkpoints("echo")).isEqualTo(1);
    }

    @Test
    void shouldRefuseAMessageThatIsNotPlainData() {
        assertThatThrownBy(() -> bench.call("echo", List.of(new Thread()))).hasMessageContaining("java.lang.Thread");
    }

    /** Counts messages; does a few things on demand. */
    private record Echo(AtomicBoolean closed) implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            ctx.closeAtEnd(() -> closed.set(true));
            return ctx.lastCheckpoint().map(data -> (Integer) data.get("value")).orElse(0);
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer count, Object message) {
            String word = message instanceof List<?> words ? String.valueOf(words.get(0)) : "tick";
            if (word.equals("throw")) throw new IllegalStateException("asked to");
            if (word.equals("later")) ctx.after(Duration.ofSeconds(1), "tick");
            if (word.equals("silence")) return Step.next(count);
            Step<Integer> step = Step.reply(count + 1, word + " " + (count + 1));
            return word.equals("keep") ? step.checkpoint() : step;
        }
    }

    /** Passes words on to echo. */
    private record Relay() implements Worker<Map<String, String>> {
        @Override
        public Map<String, String> init(WorkerContext ctx) {
            return Map.of();
        }

        @Override
        public Step<Map<String, String>> handle(WorkerContext ctx, Map<String, String> state, Object message) {
            if (!(message instanceof Answer answer))
                ctx.ask(ctx.whereis("echo").orElseThrow(), message, Duration.ofSeconds(1), ctx.caller());
            else if (answer.failure() == null) ctx.reply((Caller) answer.tag(), answer.value());
            else ctx.refuse((Caller) answer.tag(), answer.failure());
            return Step.next(state);
        }
    }
}
