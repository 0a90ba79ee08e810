package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Exit reasons out of what was thrown. */
final class Exits {
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final int MAX_FRAMES = 32;
    private static final int MAX_CAUSE = 1_000;

    private Exits() {}

    /** One line and the first frames; an {@link ExitNow} says its reason itself. */
    static ExitReason of(CrashCause kind, Throwable thrown, CrashStacks stacks) {
        if (thrown instanceof ExitNow exit) return exit.reason();
        return ExitReason.Crashed.at(kind, cause(thrown), stacks.of(thrown));
    }

    static ExitReason overran(String what, long millis) {
        return new ExitReason.Crashed(CrashCause.DEADLINE, what + " overran " + millis + " ms", List.of());
    }

    /** The exception in one bounded line; foreign {@code getMessage} may throw, which is said instead. */
    static String cause(Throwable thrown) {
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            String line = message == null
                    ? name
                    : name + ": " + LINE_BREAK.matcher(message).replaceAll(" ");
            return line.length() <= MAX_CAUSE ? line : line.substring(0, MAX_CAUSE) + "...";
        } catch (RuntimeException | StackOverflowError e) {
            return name + ": (its message could not be read: " + e.getClass().getName() + ")";
        }
    }

    static List<String> frames(StackTraceElement[] stack) {
        int length = Math.min(stack.length, MAX_FRAMES);
        List<String> frames = new ArrayList<>(length);
        for (int i = 0; i < length; i++) frames.add(stack[i].toString());
        return frames;
    }
}
