package io.armstrong.api;

import java.time.Duration;

/** How long a child may take to stop when its supervisor tells it to (OTP S21, S22). */
public sealed interface Shutdown {
    /** The default of a worker: five seconds. */
    Shutdown WORKER_DEFAULT = new Within(Duration.ofSeconds(5));

    /** Ended at once, without its terminate callback; its exit reason is {@code killed}. */
    record BrutalKill() implements Shutdown {}

    /** Told to stop, given this long, then killed. Zero or more. */
    record Within(Duration limit) implements Shutdown {
        public Within {
            if (limit.isNegative()) throw new IllegalArgumentException("shutdown " + limit + ": must be 0 or more");
        }
    }

    /** Told to stop and waited for without limit. The default of a supervisor. */
    record Infinity() implements Shutdown {}

    /** As configuration writes it: {@code brutal_kill}, {@code infinity} or milliseconds. */
    default String text() {
        if (this instanceof BrutalKill) return "brutal_kill";
        if (this instanceof Within within) return Long.toString(within.limit().toMillis());
        return "infinity";
    }
}
