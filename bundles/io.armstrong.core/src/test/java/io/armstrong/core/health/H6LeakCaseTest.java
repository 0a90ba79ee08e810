package io.armstrong.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.core.health.LeakCase.Next;
import io.armstrong.core.health.LeakCase.Rule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Feature H6: a class loader counts as leaked after so many collections, each a while after the one before. */
class H6LeakCaseTest {
    private static final Rule RULE = new Rule(3, Duration.ofSeconds(10), Duration.ofSeconds(2));

    private static long at(long seconds) {
        return Duration.ofSeconds(seconds).toNanos()
                + Long.MAX_VALUE
                - Duration.ofSeconds(11).toNanos(); // overflows
    }

    @Test
    void threeCollectionsAreMadeInVainBeforeItIsNamed() {
        LeakCase one = LeakCase.at(at(0));
        assertThat(one.next(RULE, at(9))).isEqualTo(Next.WAIT);
        assertThat(one.next(RULE, at(10))).isEqualTo(Next.COLLECT);
        one = one.survived(at(10));
        assertThat(one.next(RULE, at(11))).isEqualTo(Next.WAIT);
        assertThat(one.next(RULE, at(12))).isEqualTo(Next.COLLECT);
        one = one.survived(at(12)).survived(at(14));
        assertThat(one.next(RULE, at(14))).isEqualTo(Next.NAME);
    }

    @Test
    void aCollectionMadeForAnotherCountsToo() {
        LeakCase one = LeakCase.at(at(0)).survived(at(3));
        assertThat(one.next(RULE, at(4))).isEqualTo(Next.WAIT);
        assertThat(one.next(RULE, at(5))).isEqualTo(Next.COLLECT);
    }

    @Test
    void aRuleThatNeverCollectsIsRefused() {
        assertThatThrownBy(() -> new Rule(0, Duration.ZERO, Duration.ZERO)).hasMessageContaining("collections is 0");
    }
}
