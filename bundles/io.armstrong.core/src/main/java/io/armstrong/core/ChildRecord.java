package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.core.Account.Waits;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One child as its supervisor knows it. Owned by the supervisor alone; changed by the core only. Whoever carries decisions out may
 * extend it with what he keeps of a child, which the core never looks at: there may be a million of them.
 */
public class ChildRecord {
    private SupervisorState owner;
    /** Its spec, which has its id; of a dynamic child its argument, {@link Given} with its id unless that is {@link Numbered}. */
    private @Nullable Object given;
    /** In its id, see {@link Numbered}; 0: there is none. */
    private int number;

    private ChildStatus status = ChildStatus.DOWN;
    private long incarnation;
    private int starts;
    private boolean unsaved;
    private boolean hung;
    private boolean noted;
    private @Nullable Past past;
    private int place;

    /** Neighbours in start order; of {@link Children}. */
    @Nullable
    ChildRecord before;

    @Nullable
    ChildRecord after;

    private record Given(String id, @Nullable Object argument) {}

    /** What a record is made of. @param spec null for a dynamic child */
    public record Birth(
            SupervisorState owner,
            String id,
            @Nullable ChildSpec spec,
            @Nullable Object argument) {}

    protected ChildRecord(Birth birth) {
        owner = birth.owner();
        number = Numbered.number(owner.id(), birth.id());
        if (birth.spec() != null) given = birth.spec();
        else given = number == 0 ? new Given(birth.id(), birth.argument()) : birth.argument();
    }

    public String id() {
        if (!owner.simple()) return spec().id();
        if (given instanceof Given own) return own.id();
        String atHand = owner.idAtHand(this);
        return atHand != null ? atHand : Numbered.id(owner.id(), number);
    }

    /** The number in its id where that is its supervisor's with one; else 0. */
    int number() {
        return number;
    }

    /** Whether it is a dynamic child whose id is its supervisor's with a number. */
    public boolean numbered() {
        return number != 0 && owner.simple();
    }

    /** Its own spec, or the template of a dynamic child. */
    public ChildSpec spec() {
        return !owner.simple() && given instanceof ChildSpec own ? own : owner.template();
    }

    /** What it is now. */
    public ChildStatus status() {
        return status;
    }

    /** Counts attempts to start from 1; 0 before the first. */
    public long incarnation() {
        return incarnation;
    }

    /** Starts that succeeded. */
    public int starts() {
        return starts;
    }

    /** What a dynamic child was given; null for a static one. */
    public @Nullable Object argument() {
        if (!owner.simple()) return null;
        return given instanceof Given own ? own.argument() : given;
    }

    /** Why its last incarnation ended; null when none did. */
    public @Nullable ExitReason lastExit() {
        return past == null ? null : past.last;
    }

    /** Whether its breaker is half-open: it was started on trial and is up (design D4). */
    public boolean onTrial() {
        Account known = knownAccount();
        return known != null && known.trials > 0 && counts();
    }

    /** Monotonic time at which it is started by itself: the trial of an open one, or after its backoff; empty: it is not. */
    public OptionalLong wakesAt() {
        Account known = knownAccount();
        if (known == null) return OptionalLong.empty();
        boolean sleeps = status == ChildStatus.OPEN && known.waits == Waits.RECOVERY
                || status == ChildStatus.RESTARTING && known.waits == Waits.BACKOFF;
        return sleeps ? OptionalLong.of(known.until) : OptionalLong.empty();
    }

    /** Starts after own crashes within its own window that ends now; 0 where it has none. */
    public int ownRestarts(long now) {
        Account known = knownAccount();
        return known == null ? 0 : known.restarts(owner.limitOf(this), now);
    }

    /** In start order among its siblings: only the order means anything. */
    public int place() {
        return place;
    }

    void place(int value) {
        place = value;
    }

    /** Whether it is up as its first incarnation and there is nothing else to say of it. */
    public boolean fresh() {
        return status == ChildStatus.UP && starts == 1 && untold();
    }

    /** Whether it starts for the first time and there is nothing else to say of it. */
    public boolean begun() {
        return status == ChildStatus.STARTING && starts == 0 && untold();
    }

    private boolean untold() {
        return incarnation == 1 && lastExit() == null && knownAccount() == null;
    }

    /** Its account; opened when it has none. */
    Account account() {
        Past behind = past();
        Account there = behind.account;
        if (there == null) behind.account = there = new Account(counts(), owner.now);
        return there;
    }

    /** Its account; null when it never crashed. */
    @Nullable
    Account knownAccount() {
        return past == null ? null : past.account;
    }

    private Past past() {
        Past there = past;
        if (there == null) past = there = new Past();
        return there;
    }

    /** Running children below it, as its process last said (feature E5); of the supervisor's own turn. */
    public void reach(int value) {
        if (value != reach()) past().reach = value;
    }

    int reach() {
        return past == null ? 1 : past.reach;
    }

    /** Whether its own window runs: only time it is up counts (design D2). */
    private boolean counts() {
        return status == ChildStatus.UP || status == ChildStatus.UPGRADING;
    }

    /** Another supervisor's child until now: it is as that one left it, and nothing is held against it. */
    void adopted(SupervisorState by, ChildSpec as) {
        owner = by;
        number = Numbered.number(by.id(), as.id());
        given = as;
        past = null;
        hung = false;
        unsaved = false;
        noted = false;
    }

    /** Whether it waits for one of these. */
    boolean waits(Waits one, Waits other) {
        Account known = knownAccount();
        return known != null && (known.waits == one || known.waits == other);
    }

    /** Its next start is by hand, and counts nowhere. */
    void forgive() {
        Account known = knownAccount();
        if (known == null) return;
        known.owes = false;
        Trials.cutShort(owner, this);
    }

    /** Whether a group restart passes it by (design D5). */
    boolean setAside() {
        return status == ChildStatus.ISOLATED || status == ChildStatus.OPEN || status == ChildStatus.HUNG;
    }

    /** Whether it has a process now, or is about to have or lose one. */
    boolean hasProcess() {
        return switch (status) {
            case STARTING, UP, STOPPING, UPGRADING, WAITING -> true;
            default -> false;
        };
    }

    /** Whether it runs: OTP's pid. */
    boolean running() {
        return status == ChildStatus.UP || status == ChildStatus.UPGRADING || status == ChildStatus.WAITING;
    }

    boolean is(ChildStatus other) {
        return status == other;
    }

    /** Whether an event with that incarnation speaks of the present one. */
    boolean isNow(long number) {
        return incarnation == number && hasProcess();
    }

    /** A child whose first start was ordered and has not succeeded: its spec is not kept if it fails (OTP S71). */
    boolean unsaved() {
        return unsaved;
    }

    void unsaved(boolean value) {
        unsaved = value;
    }

    /** The reason of an exit that is known and waits its turn; null: none is. */
    @Nullable
    ExitReason dead() {
        return past == null ? null : past.dead;
    }

    void dead(ExitReason reason) {
        past().dead = reason;
    }

    /** Whether the end of its present incarnation leaves it quarantined. */
    boolean hung() {
        return hung;
    }

    void hung(boolean value) {
        hung = value;
    }

    boolean noted() {
        return noted;
    }

    void noted(boolean value) {
        noted = value;
    }

    void spec(ChildSpec other) {
        given = other;
        owner.changed(this);
    }

    void starting() {
        incarnation++;
        if (past != null) past.dead = null;
        hung = false;
        Account known = knownAccount();
        if (known != null) known.starting(owner.limitOf(this), owner.now);
        become(ChildStatus.STARTING);
    }

    void up() {
        starts++;
        unsaved = false;
        Account known = knownAccount();
        if (known != null) known.arrived();
        become(ChildStatus.UP);
    }

    /** Its start is as good as done: what it needs is not there yet, and it may come at any time. */
    void waiting() {
        unsaved = false;
        become(ChildStatus.WAITING);
    }

    void ended(ExitReason reason, ChildStatus next) {
        Past behind = past();
        behind.last = reason;
        behind.dead = null;
        become(next);
    }

    void become(ChildStatus next) {
        owner.moved(status, next);
        status = next;
        Account known = knownAccount();
        if (known != null) known.turned(counts(), owner.now);
        owner.changed(this);
    }

    @Override
    public String toString() {
        return id() + "#" + incarnation + " " + status.text();
    }
}
