package io.armstrong.core;

import io.armstrong.api.Backoff;
import io.armstrong.api.Intensity;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor keeps of one child that crashed: its own restarts, what it waits for, its trial and its backoff. A child
 * that never crashed has none.
 *
 * <p>The own window runs on the child's uptime: time it is down ages nothing (design D2).
 */
final class Account {
    /** Restarts that one window remembers: more make no difference to any ladder. */
    private static final int REMEMBERED = 4096;

    /** What a child without a process waits for, or one on trial. */
    enum Waits {
        NOTHING,
        ANSWER,
        BACKOFF,
        RECOVERY,
        TRIAL
    }

    private long uptime;
    private long upSince;
    private boolean up;
    /** Time the last incarnation was up; 0 when it never came up. */
    private long lastUp;

    private @Nullable RestartWindow window;
    private int halvings;
    private int retried;
    private int delays;

    /** Whether its next start follows an own crash, and counts. */
    boolean owes;

    /** What the policy was asked about; null: none was. */
    @Nullable
    Verdict asked;

    Waits waits = Waits.NOTHING;
    long ticket;
    /** Monotonic time of what it waits for. */
    long until;
    /** Successes that the trial still needs; 0: it is not on trial. */
    int trials;

    Account(boolean up, long now) {
        this.up = up;
        this.upSince = now;
    }

    /** It came up or went down. */
    void turned(boolean nowUp, long now) {
        if (up && !nowUp) {
            lastUp = now - upSince;
            uptime += lastUp;
        }
        if (!up && nowUp) upSince = now;
        up = nowUp;
    }

    /** All the time it was up. */
    private long clock(long now) {
        return up ? uptime + now - upSince : uptime;
    }

    /** A start begins: after an own crash it counts, once; what it waited for is void. @param limit null: it has no window */
    void starting(@Nullable Intensity limit, long now) {
        waits = Waits.NOTHING;
        ticket = 0;
        asked = null;
        lastUp = 0;
        if (owes && limit != null && restarts(limit, now) < REMEMBERED)
            window(limit).add(clock(now));
        owes = false;
    }

    /** Starts after own crashes within the window. */
    int restarts(@Nullable Intensity limit, long now) {
        return limit == null ? 0 : window(limit).used(clock(now));
    }

    private RestartWindow window(Intensity limit) {
        RestartWindow there = window;
        if (there == null) window = there = new RestartWindow(limit);
        if (!there.intensity().equals(limit)) there.change(limit);
        return there;
    }

    /** The limit as {@link #restored} left it: halved each time, at least 1. */
    @Nullable
    Intensity reduced(@Nullable Intensity limit) {
        if (limit == null || halvings == 0 || limit.max() == 0) return limit;
        return new Intensity(Math.max(1, limit.max() >> Math.min(halvings, 31)), limit.period());
    }

    /** Brought back from isolation (design D5; feature E3). */
    void restored() {
        window = null;
        halvings++;
    }

    /** One more failed start that the budget pays for. @return whether it does */
    boolean payRetry(int budget) {
        if (!canRetry(budget)) return false;
        retried++;
        return true;
    }

    boolean canRetry(int budget) {
        return retried < budget;
    }

    /** The start is done: the next restart has its whole budget again. */
    void arrived() {
        retried = 0;
    }

    /** The delay of the next attempt; after a quiet time it begins with the first one again. */
    Duration nextDelay(Backoff backoff, SplittableRandom chance) {
        if (lastUp >= backoff.quiet().toNanos()) delays = 0;
        double nanos = Math.min(
                backoff.first().toNanos() * Math.pow(backoff.factor(), delays),
                backoff.max().toNanos());
        delays++;
        double off = backoff.jitter() * (2 * chance.nextDouble() - 1);
        return Duration.ofNanos((long) (nanos * (1 + off)));
    }
}
