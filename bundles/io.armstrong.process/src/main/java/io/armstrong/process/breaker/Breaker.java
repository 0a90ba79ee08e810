package io.armstrong.process.breaker;

import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.core.breaker.BreakerCore;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.core.breaker.Circuit;
import io.armstrong.process.Clock;
import io.armstrong.process.Timers;
import io.armstrong.process.Trouble;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A breaker for any number of threads, without a lock: what {@link BreakerCore} decides is put in place by compare-and-set, and
 * decided again when somebody else was faster.
 *
 * <p>While nothing fails a permitted call reads one volatile field when it begins and when it ends, and writes nothing. Time moves it
 * too: a timer makes the transitions that nobody asks for, so each is told when it is due.
 */
public final class Breaker {
    /** The permit of a call that is no trial. */
    public static final long FREE = BreakerCore.FREE;
    /** When calls are not timed. */
    public static final long UNTIMED = Long.MIN_VALUE;

    private static final BreakerEvent ASKED = new BreakerEvent.Asked();
    private static final BreakerEvent GONE = new BreakerEvent.SwitchedOff("what it stood before is gone");

    private static final VarHandle STANDING;

    static {
        try {
            STANDING = MethodHandles.lookup().findVarHandle(Breaker.class, "standing", Standing.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A circuit with what the fast path asks of it. */
    private static final class Standing {
        final Circuit circuit;
        final boolean passes;
        final boolean calm;
        final boolean times;

        Standing(Circuit circuit) {
            this.circuit = circuit;
            this.passes = circuit.passes();
            this.calm = circuit.calm();
            this.times = circuit.spec().timesCalls();
        }
    }

    private final String name;
    private final Clock clock;
    private final Timers timers;
    private final InOrder told;
    private final LongAdder rejected = new LongAdder();
    private volatile Standing standing;
    /** What time does to it next; null: nothing was to come. */
    private volatile Timers.@Nullable Timer timer;

    private volatile boolean silent;

    /** @param hearer told each transition once, in order, on whichever thread: it must not block */
    public Breaker(
            String name,
            BreakerSpec spec,
            Clock clock,
            Timers timers,
            Trouble trouble,
            Consumer<BreakerChange> hearer) {
        this.name = name;
        this.clock = clock;
        this.timers = timers;
        this.told = new InOrder(hearer, trouble);
        this.standing = new Standing(Circuit.of(spec));
    }

    public String name() {
        return name;
    }

    // ---- calling ----

    /** Asks for a permit. @return {@link #FREE}, the number of a trial, or what {@link #refused} knows */
    public long ask() {
        return standing.passes ? FREE : askAgain();
    }

    private long askAgain() {
        long now = clock.nanos();
        while (true) {
            Standing before = timely(now);
            Circuit.Answer answer = BreakerCore.decide(before.circuit, ASKED, now);
            if (answer.permit() == BreakerCore.REFUSED) {
                rejected.increment();
                return -1 - retry(before.circuit, now);
            }
            if (answer.next() == before.circuit || move(before, answer.next(), now)) return answer.permit();
        }
    }

    /** Whether that is no permit. */
    public static boolean refused(long permit) {
        return permit < 0;
    }

    /** Of a refusal: nanoseconds until a call may pass; 0 when nobody knows. */
    public static long retryNanos(long refusal) {
        return -1 - refusal;
    }

    /** When the call begins, for {@link #succeeded} and {@link #failed}. */
    public long began() {
        return standing.times ? clock.nanos() : UNTIMED;
    }

    /** Whether a call may come and succeed without a word: it would pass, and change nothing. */
    public boolean quiet() {
        Standing now = standing;
        return now.passes && now.calm;
    }

    /** A permitted call succeeded. */
    public void succeeded(long permit, long began) {
        if (!standing.calm) tell(new BreakerEvent.Succeeded(permit, took(began)));
    }

    /** A permitted call failed. @param why one line */
    public void failed(long permit, long began, String why) {
        tell(new BreakerEvent.Failed(permit, took(began), why));
    }

    /** A permit is not used. */
    public void returned(long permit) {
        if (permit != FREE) tell(new BreakerEvent.Returned(permit));
    }

    private long took(long began) {
        return began == UNTIMED ? 0 : clock.nanos() - began;
    }

    // ---- by hand, or for a supervisor ----

    /** Moves it on. */
    public void tell(BreakerEvent event) {
        while (!silent) {
            long now = clock.nanos();
            Standing before = timely(now);
            Circuit after = BreakerCore.decide(before.circuit, event, now).next();
            if (after == before.circuit || move(before, after, now)) return;
        }
    }

    /** What it stood in front of is gone for good: who still asks passes, nothing moves it any more and nobody is told. */
    public void silence() {
        silent = true;
        Circuit off = BreakerCore.decide(standing.circuit, GONE, clock.nanos()).next();
        standing = new Standing(off);
        Timers.Timer running = timer;
        if (running != null) running.cancel();
    }

    /** The standing after what time alone did: a transition of its own. */
    private Standing timely(long now) {
        while (true) {
            Standing before = standing;
            Circuit after = before.circuit.at(now);
            if (after == before.circuit) return before;
            move(before, after, now);
        }
    }

    private boolean move(Standing before, Circuit after, long now) {
        if (!STANDING.compareAndSet(this, before, new Standing(after))) return false;
        long due = after.changesIn(now);
        boolean another = due >= 0 && due != before.circuit.changesIn(now);
        if (another) timer = timers.after(due, () -> timely(clock.nanos()));
        if (after.transitions() != before.circuit.transitions())
            told.tell(
                    after.transitions(),
                    new BreakerChange(
                            name,
                            before.circuit.state(),
                            after.state(),
                            after.why(),
                            Duration.ofNanos(retry(after, now))));
        return true;
    }

    // ---- looking ----

    /** Now. */
    public BreakerState state() {
        return timely(clock.nanos()).circuit.state();
    }

    /** Its limits. */
    public BreakerSpec spec() {
        return standing.circuit.spec();
    }

    /** Nanoseconds until it lets calls through again, as far as time does that; 0 when it does now, or nobody knows. */
    public long retryNanos() {
        long now = clock.nanos();
        return retry(timely(now).circuit, now);
    }

    private static long retry(Circuit circuit, long now) {
        return circuit.passes() ? 0 : Math.max(0, circuit.changesIn(now));
    }

    /** Everything now. @param child whether it stands in front of a child */
    public BreakerReport report(boolean child) {
        long now = clock.nanos();
        Circuit c = timely(now).circuit;
        return new BreakerReport(
                name,
                child,
                c.state(),
                c.spec(),
                c.failures(),
                c.slow(),
                c.trialsOut(),
                c.succeeded(),
                Duration.ofNanos(retry(c, now)),
                c.transitions(),
                rejected.sum(),
                c.why());
    }
}
