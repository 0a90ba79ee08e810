package io.armstrong.examples.counter;

import io.armstrong.api.upgrade.Migration;
import io.armstrong.api.upgrade.StateMigration;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Between {@code {count}} and {@code {count, step, adds}}. On the way down step and adds are lost. */
@Migration(child = "counter", from = 1, to = 2, down = true)
@Component
public final class CounterV1ToV2 implements StateMigration {
    @Override
    public Map<String, Object> up(Map<String, Object> state) {
        return Map.of("count", count(state), "step", 1L, "adds", 0L);
    }

    @Override
    public Map<String, Object> down(Map<String, Object> state) {
        return Map.of("count", count(state));
    }

    private static long count(Map<String, Object> state) {
        if (state.get("count") instanceof Number count) return count.longValue();
        throw new IllegalArgumentException("state of counter has no number 'count': " + state);
    }
}
