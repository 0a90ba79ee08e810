package io.armstrong.launcher;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What to do about a supervisor that may have lost its pulse: a decision of time and pulse alone (fault row 45).
 *
 * <p>Lost is who gave no sign for {@link #LOST_AFTER}. He is restarted, at most {@link #RESTARTS} times within {@link
 * #PERIOD}; once more, and the process ends, so that whoever started it begins anew. Not thread safe.
 */
final class Vigil {
    static final Duration LOST_AFTER = Duration.ofSeconds(10);
    static final Duration PERIOD = Duration.ofSeconds(60);
    static final int RESTARTS = 3;

    enum Verdict {
        WELL,
        RESTART,
        HALT
    }

    private final Deque<Long> restarts = new ArrayDeque<>();
    private long lastSign;

    /** @param now on a clock that never goes back, in nanoseconds */
    Vigil(long now) {
        lastSign = now;
    }

    /** @param pulse whether there was a sign of life since the last look */
    Verdict look(long now, boolean pulse) {
        if (pulse) lastSign = now;
        if (now - lastSign < LOST_AFTER.toNanos()) return Verdict.WELL;
        while (!restarts.isEmpty() && now - restarts.peekFirst() > PERIOD.toNanos()) restarts.pollFirst();
        if (restarts.size() == RESTARTS) return Verdict.HALT;
        restarts.addLast(now);
        lastSign = now;
        return Verdict.RESTART;
    }
}
