package io.armstrong.api;

import java.util.List;
import java.util.function.Supplier;

/**
 * Why a child is no longer running (OTP S30).
 *
 * <p>Reasons are text: no {@code Throwable}, class or bundle is kept. {@link #text()} writes them as OTP does:
 * {@code normal}, {@code shutdown}, {@code {shutdown,detail}}, {@code killed}, or the cause of a crash.
 */
public sealed interface ExitReason {
    ExitReason NORMAL = new Normal();
    ExitReason SHUTDOWN = new ShuttingDown();
    ExitReason KILLED = new Killed();

    /** The work is done. */
    record Normal() implements ExitReason {
        @Override
        public String text() {
            return "normal";
        }
    }

    /** Told to stop by its supervisor. */
    record ShuttingDown() implements ExitReason {
        @Override
        public String text() {
            return "shutdown";
        }
    }

    /** An orderly end with something to say about it. */
    record ShutdownWith(String detail) implements ExitReason {
        @Override
        public String text() {
            return "{shutdown," + detail + "}";
        }
    }

    /** Ended from outside without being asked. */
    record Killed() implements ExitReason {
        @Override
        public String text() {
            return "killed";
        }
    }

    /**
     * A crash.
     *
     * @param kind what was seen
     * @param cause one line: the exception's class and message, or the reason as it was given
     * @param trace the first frames of the stack as text, at most 32; empty where there is none
     */
    record Crashed(CrashCause kind, String cause, List<String> trace) implements ExitReason {
        private static final int MAX_FRAMES = 32;

        public Crashed {
            trace = trace instanceof Frames ? trace : List.copyOf(trace);
        }

        /**
         * A crash with the first 32 frames of a stack, which are asked for when they are read: most are never.
         *
         * @param stack gives the same array each time, which nobody changes; from any thread, at once, and never throws
         */
        public static Crashed at(CrashCause kind, String cause, Supplier<StackTraceElement[]> stack) {
            return new Crashed(kind, cause, Frames.of(stack, MAX_FRAMES));
        }

        /** A crash that somebody asked for, with the reason as given. */
        public static Crashed explicit(String cause) {
            return new Crashed(CrashCause.EXPLICIT, cause, List.of());
        }

        @Override
        public String text() {
            return cause;
        }
    }

    /** The reason in OTP's words. */
    String text();

    /** Whether a transient child is restarted after it: everything but normal, shutdown and {shutdown,_}. */
    default boolean abnormal() {
        return this instanceof Killed || this instanceof Crashed;
    }

    /** Reads {@link #text()} back; what is not one of OTP's own words is an explicit crash with that cause. */
    static ExitReason parse(String text) {
        return switch (text) {
            case "normal" -> NORMAL;
            case "shutdown" -> SHUTDOWN;
            case "killed" -> KILLED;
            default ->
                text.startsWith("{shutdown,") && text.endsWith("}")
                        ? new ShutdownWith(text.substring("{shutdown,".length(), text.length() - 1))
                        : Crashed.explicit(text);
        };
    }
}
