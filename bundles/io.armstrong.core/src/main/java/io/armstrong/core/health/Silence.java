package io.armstrong.core.health;

import java.time.Duration;

/** How long a child has been silent since it was last expected to begin or heard (feature R1, heartbeat). Not thread-safe. */
public final class Silence {
    private long since;

    /** @param now monotonic nanoseconds: from now on a beat is expected */
    public Silence(long now) {
        this.since = now;
    }

    /** A beat came. One from before counts nothing. */
    public void heard(long at) {
        if (at - since > 0) since = at;
    }

    /** Whether it lasts longer than allowed. */
    public boolean exceeds(Duration allowed, long now) {
        return now - since > allowed.toNanos();
    }
}
