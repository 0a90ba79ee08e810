package io.armstrong.examples.flaky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.testkit.Workbench;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlakyTest {
    private final Workbench bench = new Workbench().add("flaky", new Flaky());

    @AfterEach
    void putOut() {
        for (Fuse fuse : Fuse.values()) fuse.burnDown();
    }

    @ParameterizedTest
    @CsvSource({"throw, IllegalState", "error, AssertionError", "overflow, StackOverflow", "sing, IllegalArgument"})
    void shouldCrashInItsHandler(String how, String seen) {
        assertThatThrownBy(() -> bench.say("flaky", how)).hasMessageContaining(seen);
        assertThat(bench.exit("flaky").map(ExitReason::abnormal)).contains(true);
    }

    @ParameterizedTest
    @CsvSource({"normal, false", "shutdown, false", "killed, true", "boom, true"})
    void shouldStopForTheReasonGiven(String reason, boolean abnormal) {
        assertThatThrownBy(() -> bench.say("flaky", "stop", reason)).hasMessageContaining(reason);
        assertThat(bench.exit("flaky").map(ExitReason::abnormal)).contains(abnormal);
    }

    @Test
    void shouldCrashByAThreadOfItsOwn() {
        try {
            assertThat(bench.say("flaky", "thread", "lost")).isEqualTo("done");
        } catch (CallFailed beforeTheReply) { // the thread may die first: then the worker takes the call with it
            assertThat(beforeTheReply).hasMessageContaining("lost");
        }
        await().until(() -> bench.exit("flaky").isPresent());
        assertThat(bench.exit("flaky").orElseThrow()).isInstanceOfSatisfying(ExitReason.Crashed.class, crash -> {
            assertThat(crash.kind()).isEqualTo(CrashCause.THREAD);
            assertThat(crash.cause()).contains("lost");
        });
    }

    @Test
    void shouldFailTheNextStartsAndThenStart() {
        bench.say("flaky", "init", "2");
        assertThatThrownBy(() -> bench.restart("flaky")).hasMessageContaining("asked to fail in init, 1 more");
        assertThatThrownBy(() -> bench.restart("flaky")).hasMessageContaining("0 more");
        bench.restart("flaky");
        assertThat(bench.say("flaky", "ping")).isEqualTo("pong");
    }

    @Test
    void shouldFailToActivateAndThenActivate() {
        assertThat(bench.say("flaky", "activate", "1")).isEqualTo("armed");
        assertThatThrownBy(Flaky::new).hasMessageContaining("asked to fail in activate");
        assertThat(new Flaky()).isNotNull();
    }

    @Test
    void shouldFailInTheActivatorAndThenNot() throws Exception {
        bench.say("flaky", "activator", "1");
        FlakyActivator activator = new FlakyActivator();
        assertThatThrownBy(() -> activator.start(null)).hasMessageContaining("asked to fail in activator");
        activator.start(null);
        activator.stop(null);
    }

    @Test
    void shouldEndAHangWhenInterruptedButNotASpin() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> bench.say("flaky", "hang", "60")).hasMessageContaining("Interrupted");
        Thread.currentThread().interrupt();
        long before = System.nanoTime();
        Stall.spin(Duration.ofMillis(100));
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(100_000_000L);
    }
}
