package io.armstrong.process;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.process.breaker.Breaker;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process is whether anything is inside it or not: its names, its settings, what its senders must heed, and what few
 * have beyond others. What it does on its turns is in {@link WorkerTurns}.
 */
abstract class WorkerBasis extends MailboxProcess {
    /** Senders are turned away; the gate knows why. */
    private static final int CLOSED = 1;
    /** Messages wait for an incarnation to be up. */
    private static final int PARKING = 2;
    /** There is a breaker. */
    private static final int WATCHED = 4;
    /** Somebody counts what calls come to. */
    private static final int COUNTED = 8;

    private static final AtomicIntegerFieldUpdater<WorkerBasis> WARINESS =
            AtomicIntegerFieldUpdater.newUpdater(WorkerBasis.class, "wariness");
    private static final AtomicReferenceFieldUpdater<WorkerBasis, @Nullable CallGate> GATE =
            AtomicReferenceFieldUpdater.newUpdater(WorkerBasis.class, CallGate.class, "gate");

    private final ChildName name;
    private volatile WorkerSettings settings;
    /** What a sender must heed: bits of {@link #CLOSED}, {@link #PARKING}, {@link #WATCHED}, {@link #COUNTED}; 0 while there is nothing. */
    private volatile int wariness = PARKING;

    private volatile @Nullable CallGate gate;
    private @Nullable Extras extras;

    WorkerBasis(ChildName name, WorkerSettings settings) {
        this.name = name;
        this.settings = settings;
        if (settings.calls().breaker().timesCalls()) gate().breaker();
        hold();
    }

    /** This process, as others know it. */
    abstract WorkerProcess self();

    // ---- its names ----

    /** Id of the child. */
    public final String id() {
        return name.id();
    }

    /** The argument of a dynamic child. */
    public final @Nullable Object argument() {
        return name.argument();
    }

    /** Its name leads to it from now on, unless somebody else has it. */
    public final void takeName() {
        system().names().register(name, self());
    }

    boolean registerAlso(String name) {
        if (!system().names().register(name, self())) return false;
        List<String> known = extras().names;
        if (!known.contains(name)) known.add(name);
        return true;
    }

    final void giveUpNames() {
        Names names = system().names();
        names.unregister(name, self());
        if (extras == null) return;
        extras.names.forEach(name -> names.unregister(name, self()));
        extras.names.clear();
    }

    @Override
    public String toString() {
        return id();
    }

    // ---- its settings ----

    /** Bounds and deadlines in force. */
    public final WorkerSettings settings() {
        return settings;
    }

    /** Other bounds and deadlines, from now on. */
    public final void configure(WorkerSettings next) {
        BreakerSpec before = settings.calls().breaker();
        settings = next;
        boundChanged();
        BreakerSpec now = next.calls().breaker();
        CallGate mine = gate;
        Breaker made = mine == null ? null : mine.breakerIfAny();
        if (made != null && !now.equals(before)) made.tell(new BreakerEvent.Configured(now));
        else if (now.timesCalls()) gate().breaker();
    }

    final Dispatcher dispatcher() {
        return system().dispatcher();
    }

    @Override
    public ProcessSystem system() {
        return settings.system();
    }

    @Override
    protected int bound() {
        return settings.mailboxBound();
    }

    @Override
    protected void schedule() {
        if (settings.blocking()) dispatcher().executeBlocking(this, id());
        else dispatcher().execute(this);
    }

    @Override
    protected void again() {
        if (settings.blocking()) dispatcher().executeBlocking(this, id());
        else dispatcher().requeue(this);
    }

    @Override
    protected void escaped(Throwable thrown) {
        system().trouble().report("process " + id(), thrown);
    }

    // ---- what senders must heed ----

    /** Why senders are turned away; null while they are welcome. */
    final @Nullable String closed() {
        return open() ? null : gate().closed();
    }

    /** Whether a call has to pass the gate. */
    final boolean wary() {
        return wariness != 0;
    }

    final boolean parking() {
        return (wariness & PARKING) != 0;
    }

    final void watched() {
        wary(WATCHED, true);
    }

    final void tallied(boolean on) {
        wary(COUNTED, on);
    }

    /** Whether senders are welcome. */
    final boolean open() {
        return (wariness & CLOSED) == 0;
    }

    final void markClosed(boolean on) {
        wary(CLOSED, on);
    }

    final void markParking(boolean on) {
        wary(PARKING, on);
    }

    private void wary(int bit, boolean on) {
        int now;
        int next;
        do {
            now = wariness;
            next = on ? now | bit : now & ~bit;
        } while (next != now && !WARINESS.compareAndSet(this, now, next));
    }

    final CallGate gate() {
        CallGate mine = gate;
        if (mine != null) return mine;
        GATE.compareAndSet(this, null, new CallGate(this));
        return Objects.requireNonNull(gate);
    }

    final @Nullable CallGate gateIfAny() {
        return gate;
    }

    /** Messages refused at their senders because the mailbox was full. */
    public final long dropped() {
        CallGate mine = gate;
        return mine == null ? 0 : mine.dropped();
    }

    /** Messages taken in and never handled: poison, and those that waited when the child was closed. */
    public final long deadLetters() {
        CallGate mine = gate;
        return mine == null ? 0 : mine.deadLetters();
    }

    /** Counts a refused message. Its sender gives way: one that sends on all the same would keep a core from those who have work. */
    final void countDropped() {
        gate().losses().dropped.increment();
        Thread.yield();
    }

    // ---- what few have ----

    final @Nullable Suspects suspects() {
        return extras == null ? null : extras.suspects;
    }

    final @Nullable Durable durableIfAny() {
        return extras == null ? null : extras.durable;
    }

    final Extras extras() {
        Extras mine = extras;
        if (mine == null) extras = mine = new Extras();
        return mine;
    }
}
