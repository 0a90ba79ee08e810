package io.armstrong.face;

import io.armstrong.api.ParkSpec;
import io.armstrong.api.worker.CallFailed;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceException;

/** The door of one child: open, parking or closed. Calls that find it shut wait here, bounded in number and time, or are turned away. */
final class Door {
    private final String id;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Read on every call; null unless the door is open. */
    private volatile @Nullable Tenure open;

    /** Read on every call; null unless the child is split. */
    private volatile @Nullable Fork fork;

    private int parked;
    private int bound;
    private long limitNanos;
    /** Why it is closed; null while it is open or parking. */
    private @Nullable String closed;

    private Duration retryAfter = Duration.ZERO;

    Door(String id) {
        this.id = id;
    }

    /** What becomes of calls that find it shut. A fallback answers messages, not methods: such calls fail at once. */
    void limits(ParkSpec parking) {
        lock.lock();
        try {
            bound = parking.mode() == ParkSpec.Mode.PARK ? parking.bound() : 0;
            limitNanos = parking.limit().toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Where calls go now; null when they do not. */
    @Nullable
    Tenure open() {
        return open;
    }

    /** Which side a call goes to; null: there is one. */
    @Nullable
    Fork fork() {
        return fork;
    }

    void fork(@Nullable Fork next) {
        fork = next;
    }

    int parked() {
        lock.lock();
        try {
            return parked;
        } finally {
            lock.unlock();
        }
    }

    String state() {
        lock.lock();
        try {
            return open != null ? "open" : closed != null ? "closed" : "parking";
        } finally {
            lock.unlock();
        }
    }

    void open(Tenure tenure) {
        set(tenure, null, Duration.ZERO);
    }

    void park() {
        set(null, null, Duration.ZERO);
    }

    void close(String reason, Duration retry) {
        set(null, reason, retry);
    }

    private void set(@Nullable Tenure tenure, @Nullable String reason, Duration retry) {
        lock.lock();
        try {
            open = tenure;
            closed = reason;
            retryAfter = retry;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something else that a parked call may wait for has changed. */
    void knock() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a call that waits may try again now. */
    interface Ready {
        boolean ready();
    }

    /**
     * Waits until the call may try again.
     *
     * @param left nanoseconds it may still wait; negative: it has not waited before
     * @return nanoseconds left; 0 or more
     * @throws ServiceException when the door is closed, too many wait, or time is over
     */
    long await(String what, long left, Ready ready) {
        lock.lock();
        try {
            long rest = left < 0 ? limitNanos : left;
            if (!ready.ready() && closed == null) {
                if (bound == 0) throw refused(what, "it is restarting", Duration.ZERO);
                if (parked >= bound) throw refused(what, bound + " calls wait for it already", Duration.ZERO);
                parked++;
                try {
                    while (!ready.ready() && closed == null && rest > 0) rest = changed.awaitNanos(rest);
                } finally {
                    parked--;
                }
            }
            if (closed != null) throw refused(what, closed, retryAfter);
            if (!ready.ready())
                throw refused(
                        what,
                        "it did not come back within " + TimeUnit.NANOSECONDS.toMillis(limitNanos) + " ms",
                        Duration.ZERO);
            return Math.max(0, rest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused(what, "the caller was interrupted while it waited", Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    /** What a caller gets whose call was not, or not wholly, done. */
    ServiceException refused(String what, String why, Duration retry) {
        String when = retry.isZero() ? "" : "; retry after " + retry.toMillis() + " ms";
        return new ServiceException(
                what + " of child " + id + " is not available: " + why + when,
                ServiceException.UNREGISTERED,
                new CallFailed(id, retry.isZero() ? why : "{open," + retry.toMillis() + "}"));
    }
}
