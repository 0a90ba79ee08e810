package io.armstrong.process;

import io.armstrong.api.ExitReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an incarnation.
 *
 * @param incarnation which
 * @param reason why
 * @param uptime from the end of {@code init}; zero when it never got there
 * @param hung whether its thread is lost: it heeded neither deadline nor interrupt, and is fenced (design D9)
 * @param stack where that thread stood; empty unless hung
 * @param scene what it had before it; null when it never began or did not crash
 */
public record WorkerExit(
        long incarnation,
        ExitReason reason,
        Duration uptime,
        boolean hung,
        List<String> stack,
        @Nullable Scene scene) {
    public WorkerExit {
        stack = List.copyOf(stack);
    }

    /** One that never began. */
    static WorkerExit unbegun(long incarnation, ExitReason reason) {
        return new WorkerExit(incarnation, reason, Duration.ZERO, false, List.of(), null);
    }
}
