package io.armstrong.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.testkit.Workbench;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterTest {
    private final Workbench bench = new Workbench().add("counter", new Counter());

    @Test
    void shouldAddAndAnswerTheSum() {
        assertThat(bench.say("counter", "add", "5")).isEqualTo(5L);
        assertThat(bench.say("counter", "add", "-2")).isEqualTo(3L);
        assertThat(bench.say("counter", "get")).isEqualTo(3L);
        assertThat(bench.say("counter", "version")).isEqualTo(1L);
    }

    @Test
    void shouldCrashOnAMessageItDoesNotKnow() {
        assertThatThrownBy(() -> bench.call("counter", List.of("sing"))).hasMessageContaining("unknown message [sing]");
        assertThat(bench.exit("counter")).isPresent();
    }

    @Test
    void shouldTellAPersonWhoMistypesAndLiveOn() {
        assertThatThrownBy(() -> bench.say("counter", "add")).hasMessageContaining("try add N");
        assertThatThrownBy(() -> bench.say("counter", "add", "five")).hasMessageContaining("five");
        assertThat(bench.exit("counter")).isEmpty();
    }

    @Test
    void shouldStartFreshAfterARestart() {
        bench.say("counter", "add", "5");
        bench.restart("counter");
        assertThat(bench.say("counter", "get")).isEqualTo(0L);
    }
}
