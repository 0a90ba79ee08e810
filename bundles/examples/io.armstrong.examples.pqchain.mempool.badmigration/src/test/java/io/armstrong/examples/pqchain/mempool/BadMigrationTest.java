package io.armstrong.examples.pqchain.mempool;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.armstrong.examples.pqchain.mempool.lanes.LanePool;
import io.armstrong.testkit.Workbench;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadMigrationTest {
    @Test
    void shouldFailOnWhatSchemaTwoReallyIs() {
        Workbench bench = new Workbench().add("mempool", new Mempool());
        Map<String, Object> two = new Mempool().snapshot((LanePool) bench.state("mempool"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new MempoolV2ToV3().up(two))
                .withMessageContaining("no 'ledger'");
    }
}
