package io.armstrong.process;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the gate gave a call that came while something was wrong: a permit of the breaker, a parking place, or both. Its own value says
 * what became of the place; whoever changes that from {@link #PARKED} gives it back.
 */
final class Ticket extends AtomicInteger {
    private static final long serialVersionUID = 1L;

    private static final int NO_PLACE = 0;
    private static final int PARKED = 1;
    private static final int GIVEN_UP = 2;

    private final transient CallGate gate;
    private final long permit;
    private final long began;
    /** Of the sender until the call is in the mailbox. */
    private transient Timers.@Nullable Timer limit;

    private transient @Nullable CallTally tally;
    private long asked;

    Ticket(CallGate gate, long permit, long began, boolean parked) {
        super(parked ? PARKED : NO_PLACE);
        this.gate = gate;
        this.permit = permit;
        this.began = began;
    }

    /** Its outcome is counted there. @param now monotonic nanoseconds */
    Ticket counted(CallTally by, long now) {
        tally = by;
        asked = now;
        return this;
    }

    /** The call goes without an answer when it is still parked after that time. */
    void limit(Timers timers, long nanos, Call call) {
        limit = timers.after(nanos, () -> {
            if (leavePlace(GIVEN_UP)) call.fail(CallGate.RESTARTING);
        });
    }

    boolean parked() {
        return get() == PARKED;
    }

    /** Its turn has come. @return whether it may be handled: not when it was parked longer than the limit */
    boolean begin() {
        return leavePlace(NO_PLACE) || get() != GIVEN_UP;
    }

    /** @return whether it was this caller who gave the place back */
    private boolean leavePlace(int then) {
        if (!compareAndSet(PARKED, then)) return false;
        if (limit != null) limit.cancel();
        gate.placeFree();
        return true;
    }

    void succeeded() {
        leavePlace(NO_PLACE);
        gate.succeeded(permit, began);
        if (tally != null) gate.tell(tally, asked, false);
    }

    void failed(String reason) {
        leavePlace(NO_PLACE);
        gate.failed(permit, began, reason);
        if (tally != null) gate.tell(tally, asked, true);
    }

    void returned() {
        leavePlace(NO_PLACE);
        gate.returned(permit);
    }
}
