package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetOrderTest {
    @Test
    void withoutNeedsItIsTheOrderGiven() {
        assertThat(SetOrder.of(List.of(Set.of(), Set.of(), Set.of()))).containsExactly(0, 1, 2);
    }

    @Test
    void whoIsNeededComesFirst() {
        assertThat(SetOrder.of(List.of(Set.of(2), Set.of(), Set.of(1)))).containsExactly(1, 2, 0);
    }

    @Test
    void aCircleEndsAndHoldsEverybodyOnce() {
        assertThat(SetOrder.of(List.of(Set.of(1), Set.of(2), Set.of(0), Set.of())))
                .containsExactly(2, 1, 0, 3);
    }
}
