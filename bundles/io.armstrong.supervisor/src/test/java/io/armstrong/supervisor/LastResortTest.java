package io.armstrong.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Fault rows 3 and 7: what no restart inside the process mends. */
class LastResortTest {
    private static final Map<String, Tier> TIERS = Map.of("keys", Tier.ERROR_KERNEL, "pool", Tier.CRITICAL);

    private long now;
    private double free = 0.5;
    private final LastResort resort = new LastResort(id -> Optional.ofNullable(TIERS.get(id)), () -> now, () -> free);

    private Optional<Integer> after(ArmstrongEvent event) {
        return resort.after(event).map(LastResort.End::exitCode);
    }

    private static ArmstrongEvent hung(String child) {
        return new ArmstrongEvent.StatusChanged(child, ChildStatus.HUNG, "start overran");
    }

    private static ArmstrongEvent crashed(String cause) {
        return new ArmstrongEvent.ChildExited(
                "pool", "critical", 1, new ExitReason.Crashed(CrashCause.HANDLER, cause, List.of()));
    }

    @Test
    void aChildOfTheErrorKernelThatHangsEndsTheProcess() {
        assertThat(after(hung("keys"))).hasValue(75);
        assertThat(after(hung("pool"))).isEmpty();
        assertThat(after(hung("unknown"))).isEmpty();
        assertThat(after(new ArmstrongEvent.StatusChanged("keys", ChildStatus.DOWN, "")))
                .isEmpty();
    }

    @Test
    void theSecondCrashForWantOfMemoryWithinAMinuteEndsIt() {
        assertThat(after(crashed("java.lang.OutOfMemoryError: Java heap space")))
                .isEmpty();
        now = TimeUnit.SECONDS.toNanos(61);
        assertThat(after(crashed("java.lang.OutOfMemoryError: Java heap space")))
                .isEmpty();
        now += TimeUnit.SECONDS.toNanos(60);
        assertThat(after(crashed("java.lang.OutOfMemoryError: Java heap space")))
                .hasValue(71);
    }

    @Test
    void oneIsEnoughWhereHardlyAnyIsLeft() {
        free = 0.049;
        assertThat(after(crashed("java.lang.OutOfMemoryError: Metaspace"))).hasValue(71);
    }

    @Test
    void otherCrashesDoNot() {
        free = 0;
        assertThat(after(crashed("java.lang.StackOverflowError"))).isEmpty();
    }
}
