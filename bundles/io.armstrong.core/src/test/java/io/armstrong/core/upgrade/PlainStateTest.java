package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlainStateTest {
    @Test
    void sharesNothing() {
        List<Object> list = new ArrayList<>(List.of(1, "two"));
        Map<String, Object> state = new HashMap<>(Map.of("a", Map.of("b", list)));
        Map<String, Object> copy = PlainState.copy("counter", state, 1000);
        list.add(3);
        assertThat(copy).isEqualTo(Map.of("a", Map.of("b", List.of(1, "two"))));
        assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aWorkingCopyMayBeChanged() {
        Map<String, Object> state = Map.of("a", List.of(1));
        Map<String, Object> copy = PlainState.workingCopy("counter", state, 1000);
        copy.remove("a");
        assertThat(state).containsKey("a");
    }

    @Test
    void refusesWhatIsNoDataWithItsPath() {
        assertThatThrownBy(() -> PlainState.copy("c", Map.of("a", List.of(1, Map.of("b", new Object()))), 1000))
                .hasMessageContaining("c.a[1].b: java.lang.Object is no plain data");
        assertThatThrownBy(() -> PlainState.copy("c", Map.of("a", new AtomicInteger()), 1000))
                .hasMessageContaining("AtomicInteger");
        assertThatThrownBy(() -> PlainState.copy("c", Map.of(1, 2), 1000)).hasMessageContaining("key 1 is no string");
    }

    @Test
    void refusesWhatHasNoEnd() {
        Map<String, Object> cycle = new HashMap<>();
        cycle.put("me", cycle);
        assertThatThrownBy(() -> PlainState.copy("c", cycle, Long.MAX_VALUE)).hasMessageContaining("deeper than 100");
        assertThatThrownBy(() -> PlainState.copy("c", Map.of("a", "x".repeat(200)), 100))
                .hasMessageContaining("larger than 100");
    }
}
