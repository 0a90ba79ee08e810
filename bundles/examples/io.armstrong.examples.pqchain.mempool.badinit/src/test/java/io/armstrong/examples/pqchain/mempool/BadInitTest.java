package io.armstrong.examples.pqchain.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.testkit.Workbench;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadInitTest {
    @Test
    void shouldNeitherBeginNorTakeOver() {
        assertThatThrownBy(() -> new Workbench().add("mempool", new Mempool())).hasMessageContaining("ledger file");
        assertThatThrownBy(() -> new Mempool().resumed(null, null)).hasMessageContaining("ledger file");
    }

    @Test
    void shouldUnderstandTheStateOfItsPredecessorAllTheSame() {
        Map<String, Object> state = Map.of(
                "capacity", 5,
                "lanes", Map.of(),
                "tally", Map.of("accepted", 0, "refused", Map.of(), "evicted", 0, "taken", 0));
        assertThat(new Mempool().restore(state).capacity()).isEqualTo(5);
    }
}
