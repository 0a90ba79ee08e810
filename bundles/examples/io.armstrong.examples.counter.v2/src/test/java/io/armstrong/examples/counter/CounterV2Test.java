package io.armstrong.examples.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.armstrong.testkit.Workbench;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CounterV2Test {
    private final Workbench bench = new Workbench().add("counter", new Counter());
    private final CounterV1ToV2 migration = new CounterV1ToV2();

    @Test
    void shouldAddInSteps() {
        bench.say("counter", "step", "10");
        assertThat(bench.say("counter", "add")).isEqualTo(10L);
        assertThat(bench.say("counter", "add", "5")).isEqualTo(15L);
        assertThat(bench.say("counter", "get")).isEqualTo(15L);
        assertThat(bench.say("counter", "version")).isEqualTo(2L);
    }

    @Test
    void shouldMigrateUpAndBackToTheSameState() {
        Map<String, Object> one = Map.of("count", 41L);
        assertThat(migration.up(one)).isEqualTo(Map.of("count", 41L, "step", 1L, "adds", 0L));
        assertThat(migration.down(migration.up(one))).isEqualTo(one);
    }

    @Test
    void shouldRefuseAStateThatIsNotACounters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> migration.up(Map.of()))
                .withMessageContaining("count");
    }
}
