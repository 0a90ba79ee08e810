package io.armstrong.process;

import io.armstrong.api.ExitReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of an incarnation.
 *
 * @param incarnation which
 * @param reason why
 * @param hung whether its thread is lost: it heeded neither deadline nor interrupt, and is fenced (design D9)
 * @param stack where that thread stood; empty unless hung
 * @param scene what it had before it; null when it never began or did not crash
 */
public record WorkerExit(
        long incarnation,
        ExitReason reason,
        boolean hung,
        List<String> stack,
        @Nullable Scene scene) {
    public WorkerExit {
        stack = List.copyOf(stack);
    }

    /** One that never began. */
    static WorkerExit unbegun(long incarnation, ExitReason reason) {
        return new WorkerExit(incarnation, reason, false, List.of(), null);
    }
}
