package io.armstrong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Strategy;
import org.junit.jupiter.api.Test;

class CounterTest {
    private final TestSupervisor supervisor = TestSupervisor.of(Strategy.ONE_FOR_ONE);
    private final TestChild counter = supervisor.add("counter", new Counter());

    @Test
    void countsFromZeroAgainAfterACrash() {
        assertThat(counter.say("add", "5")).isEqualTo(5L);
        counter.failNextStarts(2);
        counter.crash("boom");
        counter.assertRestarted(1);
        assertThat(counter.say("add", "1")).isEqualTo(1L);
    }
}
