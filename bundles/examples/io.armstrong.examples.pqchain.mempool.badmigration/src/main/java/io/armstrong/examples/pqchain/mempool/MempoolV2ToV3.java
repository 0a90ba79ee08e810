package io.armstrong.examples.pqchain.mempool;

import io.armstrong.api.upgrade.Migration;
import io.armstrong.api.upgrade.StateMigration;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** A migration with a bug: it expects a field that schema 2 never had. */
@Migration(child = "mempool", from = 2, to = 3)
@Component(service = StateMigration.class)
public final class MempoolV2ToV3 implements StateMigration {
    @Override
    public Map<String, Object> up(Map<String, Object> state) {
        Object ledger = state.get("ledger");
        if (ledger == null) throw new IllegalStateException("state of mempool has no 'ledger': " + state.keySet());
        return state;
    }
}
