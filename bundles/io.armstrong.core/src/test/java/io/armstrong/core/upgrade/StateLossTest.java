package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateLossTest {
    @Test
    void namesWhatDoesNotComeBack() {
        assertThat(StateLoss.fields(
                        Map.of("count", 5L, "list", List.of(Map.of("a", 1, "b", 2))),
                        Map.of("count", 5, "list", List.of(Map.of("a", 1)))))
                .containsExactly("list[0].b");
        assertThat(StateLoss.fields(Map.of("a", List.of(1, 2)), Map.of("a", List.of(1))))
                .containsExactly("a");
    }

    @Test
    void theSameIsNoLoss() {
        assertThat(StateLoss.fields(Map.of("a", 1), Map.of("a", 1L, "b", 2))).isEmpty();
    }
}
