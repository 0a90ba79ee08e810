package io.armstrong.process;

import io.armstrong.api.ParkSpec;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.process.breaker.Breaker;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a child's mailbox while something is wrong (design D4, D8; row R6): turns calls away while the breaker is open or
 * the child is down for good, lets trials through, parks calls between two incarnations, and counts what was lost. A child with which
 * nothing was ever wrong has none, unless somebody counts what its calls come to.
 *
 * <p>What counts at the breaker: a call whose handler crashed, that was not answered by its deadline, or whose checkpoint was
 * lost, once each. What does not: a full mailbox, a call turned away here or parked in vain, the worker's own {@code refuse}, a
 * message nobody could read, and calls that were open when their incarnation ended: the crash itself is the supervisor's to count.
 * Casts have no outcome; they pass.
 */
final class CallGate {
    /** Why a call got no place, or not in time. */
    static final String RESTARTING = "restarting";

    private final WorkerBasis process;
    private final AtomicInteger parked = new AtomicInteger();
    private volatile @Nullable Breaker breaker;
    private final TrialNews trial = new TrialNews();
    /** Whether its supervisor opened the breaker and has not closed it since. */
    private volatile boolean tripped;
    /** Why senders are turned away; means nothing while they are not. */
    private volatile String closed = "noproc";

    private volatile @Nullable Losses losses;
    /** Where outcomes are counted; null while nobody looks. */
    private volatile @Nullable CallTally tally;

    CallGate(WorkerBasis process) {
        this.process = process;
    }

    // ---- in ----

    /** @return whether the call may go on; it has its outcome otherwise */
    boolean admits(Call call) {
        Breaker mine = breaker;
        long permit = Breaker.FREE;
        if (mine != null) {
            permit = mine.ask();
            if (Breaker.refused(permit)) {
                call.fail(refusal(Breaker.retryNanos(permit)));
                return false;
            }
        }
        String outcome = process.closed();
        if (outcome == null) {
            if (process.parking()) return parks(call, permit, mine);
            CallTally by = tally;
            if (by != null || (mine != null && !mine.quiet())) call.ticket(ticket(permit, mine, by));
            return true;
        }
        returned(permit);
        call.fail(outcome);
        return false;
    }

    private Ticket ticket(long permit, @Nullable Breaker mine, @Nullable CallTally by) {
        Ticket ticket = new Ticket(this, permit, mine == null ? Breaker.UNTIMED : mine.began(), false);
        return by == null ? ticket : ticket.counted(by, process.system().clock().nanos());
    }

    /** {@code {open,MILLISECONDS}}: until it is worth trying again; 0 when nobody knows. Never too early. */
    private static String refusal(long retryNanos) {
        return "{open," + (retryNanos + 999_999) / 1_000_000 + "}";
    }

    private boolean parks(Call call, long permit, @Nullable Breaker mine) {
        ParkSpec rule = process.settings().calls().parking();
        if (rule.mode() == ParkSpec.Mode.PARK && place(rule.bound())) {
            long began = mine == null ? Breaker.UNTIMED : mine.began();
            Ticket ticket = new Ticket(this, permit, began, true);
            call.ticket(ticket);
            ticket.limit(process.system().timers(), Nanos.of(rule.limit()), call);
            return true;
        }
        returned(permit);
        if (rule.mode() == ParkSpec.Mode.FALLBACK) call.complete(rule.answer());
        else call.fail(RESTARTING);
        return false;
    }

    private boolean place(int bound) {
        if (parked.incrementAndGet() <= bound) return true;
        parked.decrementAndGet();
        return false;
    }

    void placeFree() {
        parked.decrementAndGet();
    }

    /** Why senders are turned away. */
    String closed() {
        return closed;
    }

    void close(String why) {
        closed = why;
    }

    /** Messages refused at their senders because the mailbox was full. */
    long dropped() {
        Losses known = losses;
        return known == null ? 0 : known.dropped.sum();
    }

    /** Messages taken in and never handled. */
    long deadLetters() {
        Losses known = losses;
        return known == null ? 0 : known.dead.sum();
    }

    Losses losses() {
        Losses known = losses;
        return known == null ? firstLoss() : known;
    }

    private synchronized Losses firstLoss() {
        Losses known = losses;
        if (known == null) losses = known = new Losses();
        return known;
    }

    /** Calls that are parked now. */
    int parked() {
        return parked.get();
    }

    // ---- out ----

    void count(@Nullable CallTally by) {
        tally = by;
        process.tallied(by != null);
    }

    void tell(CallTally by, long asked, boolean failed) {
        by.told(process.system().clock().nanos() - asked, failed);
    }

    void succeeded(long permit, long began) {
        Breaker mine = breaker;
        if (mine == null) return;
        mine.succeeded(permit, began);
        if (permit != Breaker.FREE) trial.succeeded();
    }

    void failed(long permit, long began, String reason) {
        BreakerSpec spec = breaker == null
                ? process.settings().calls().breaker()
                : breaker().spec();
        if (breaker == null && !spec.present()) return;
        if (ignored(spec, reason)) breaker().returned(permit);
        else breaker().failed(permit, began, reason);
    }

    void returned(long permit) {
        Breaker mine = breaker;
        if (mine != null) mine.returned(permit);
    }

    /** A crash is text by now, {@code class: message}: its own class can be ignored, a superclass cannot. */
    private static boolean ignored(BreakerSpec spec, String reason) {
        if (spec.ignored().isEmpty()) return false;
        int end = reason.indexOf(':');
        return spec.ignored().contains(end < 0 ? reason : reason.substring(0, end));
    }

    // ---- the breaker ----

    /** Made when it is first needed. */
    Breaker breaker() {
        Breaker mine = breaker;
        return mine == null ? make() : mine;
    }

    private synchronized Breaker make() {
        Breaker mine = breaker;
        if (mine != null) return mine;
        ProcessSystem system = process.system();
        mine = new Breaker(
                process.id(),
                process.settings().calls().breaker(),
                system.clock(),
                system.timers(),
                system.trouble(),
                this::changed);
        breaker = mine;
        process.watched();
        return mine;
    }

    @Nullable
    Breaker breakerIfAny() {
        return breaker;
    }

    private void changed(BreakerChange change) {
        process.settings().calls().hearer().accept(change);
        boolean failed = change.from() == BreakerState.HALF_OPEN && change.to() == BreakerState.OPEN;
        if (failed) trial.failed(!process.parking());
    }

    /** Its supervisor keeps it down for the recovery time (design D4): calls fail fast. */
    void trip(String why) {
        trial.expect();
        tripped = true;
        breaker().tell(new BreakerEvent.Tripped(why));
    }

    /** Its supervisor started it on trial; calls that came just before it says so are trials too. */
    void beginTrial(Consumer<Boolean> hearer) {
        if (trial.begin(hearer)) breaker().tell(new BreakerEvent.TrialBegun("it is up on trial"));
    }

    /** The trial is over, and well; what somebody forced by hand stays. */
    void endTrial(String why) {
        trial.forget();
        if (!tripped) return;
        tripped = false;
        breaker().tell(new BreakerEvent.TrialPassed(why));
    }

    void cutTrial() {
        trial.forget();
    }

    /** The child is gone for good: its breaker moves no more, and nobody hears of it. */
    void retire() {
        trial.forget();
        Breaker mine = breaker;
        if (mine != null) mine.silence();
    }
}
