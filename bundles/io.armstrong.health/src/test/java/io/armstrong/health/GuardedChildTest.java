package io.armstrong.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import io.armstrong.api.spi.Guarding.Ward;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What trips a guard trips it once for each incarnation of each child, whatever it is called. */
class GuardedChildTest {
    private static final Guards BOUND = Guards.DEFAULT.withMemory(1_000, Duration.ofSeconds(10));

    private final GuardedChild guarded = new GuardedChild(new Beats());
    private long now;

    private ExitReason.@Nullable Crashed look(Object child, long incarnation, long allocated) {
        now += Duration.ofMillis(50).toNanos();
        return guarded.look(new Ward(child, "greedy", incarnation, true, BOUND, 0, allocated), now);
    }

    private void trips(Object child, long incarnation) {
        assertThat(look(child, incarnation, 2_000)).isNotNull().satisfies(why -> assertThat(why.kind())
                .isEqualTo(CrashCause.MEMORY));
    }

    @Test
    void tripsOnceAnIncarnation() {
        assertThat(look("first", 1, 999)).isNull();
        trips("first", 1);
        assertThat(look("first", 1, 3_000)).isNull();
        trips("first", 2);
    }

    /** One that was removed right after it had tripped, and added anew before the watch looked again, was never guarded. */
    @Test
    void anotherChildOfTheSameNameIsGuardedFromItsFirstIncarnationOn() {
        trips("first", 1);
        assertThat(look("second", 1, 0)).isNull();
        trips("second", 1);
    }
}
