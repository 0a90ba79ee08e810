package io.armstrong.distribution.kill;

import io.armstrong.api.upgrade.StateMigration;
import java.util.Map;

/** From version 1 to 2 and back. */
public final class LedgerUp implements StateMigration {
    @Override
    public Map<String, Object> up(Map<String, Object> state) {
        state.put("step", 1L);
        return state;
    }

    @Override
    public Map<String, Object> down(Map<String, Object> state) {
        state.remove("step");
        return state;
    }
}
