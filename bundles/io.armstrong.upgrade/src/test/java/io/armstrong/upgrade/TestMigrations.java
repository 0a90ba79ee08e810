package io.armstrong.upgrade;

import io.armstrong.api.upgrade.StateMigration;
import java.util.Map;

/** Migrations of the counter as a bundle would bring them. */
final class TestMigrations {
    private TestMigrations() {}

    static String name(int from, int to) {
        return "x.CounterV" + from + "ToV" + to;
    }

    /** {@code {count}} to {@code {count, step}} and back. */
    public static final class Good implements StateMigration {
        @Override
        public Map<String, Object> up(Map<String, Object> state) {
            state.put("step", 1);
            return state;
        }

        @Override
        public Map<String, Object> down(Map<String, Object> state) {
            state.remove("step");
            return state;
        }
    }
}
