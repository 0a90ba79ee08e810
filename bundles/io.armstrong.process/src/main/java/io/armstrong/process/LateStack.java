package io.armstrong.process;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stack of what was thrown. To have it as elements takes longer than the rest of a crash, so it is taken when somebody reads it, if
 * {@link CrashStacks} has it still; this object keeps nothing alive.
 */
final class LateStack implements Supplier<StackTraceElement[]> {
    private static final StackTraceElement[] NOT_KEPT = {
        new StackTraceElement(
                "more crashes than " + CrashStacks.MOST, "came within a second", "their stacks are not kept", -1)
    };

    private final CrashStacks stacks;
    private final long number;
    private volatile StackTraceElement @Nullable [] stack;

    LateStack(CrashStacks stacks, long number) {
        this.stacks = stacks;
        this.number = number;
    }

    /** Of all crashes there were. */
    long number() {
        return number;
    }

    @Override
    public StackTraceElement[] get() {
        if (stack == null) stacks.take(this);
        StackTraceElement[] taken = stack;
        return taken == null ? NOT_KEPT : taken;
    }

    void taken(StackTraceElement[] is) {
        stack = is;
    }
}
