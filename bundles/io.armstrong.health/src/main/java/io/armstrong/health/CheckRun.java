package io.armstrong.health;

import io.armstrong.api.health.HealthStatus;
import org.jspecify.annotations.Nullable;

/** One run of a check, on a thread of its own. */
final class CheckRun {
    private final Thread thread;
    private volatile Check.@Nullable Answer answer;

    CheckRun(Check check, String child) {
        thread = new Thread(() -> answer = ask(check), "armstrong-check-" + child + "-" + check.name());
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    /** It has had its time. */
    void interrupt() {
        thread.interrupt();
    }

    /** What it said; null while it has not. */
    Check.@Nullable Answer answer() {
        return answer;
    }

    private static Check.Answer ask(Check check) {
        try {
            return check.ask();
        } catch (Throwable thrown) { // foreign code may throw anything; that it did is the answer
            return new Check.Answer(HealthStatus.UNKNOWN, "threw " + thrown);
        }
    }
}
