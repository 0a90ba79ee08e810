package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.process.breaker.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process does on its own turn: it takes messages in, lets incarnations begin and end, and keeps what outlives them. The
 * senders' side is {@link WorkerProcess}.
 */
abstract class WorkerTurns extends MailboxProcess {
    private static final int MOST_SHOWN = 200;
    /** Senders are turned away; the gate knows why. */
    private static final int CLOSED = 1;
    /** Messages wait for an incarnation to be up. */
    private static final int PARKING = 2;
    /** There is a breaker. */
    private static final int WATCHED = 4;
    /** Somebody counts what calls come to. */
    private static final int COUNTED = 8;

    private static final AtomicIntegerFieldUpdater<WorkerTurns> WARINESS =
            AtomicIntegerFieldUpdater.newUpdater(WorkerTurns.class, "wariness");
    private static final AtomicReferenceFieldUpdater<WorkerTurns, @Nullable CallGate> GATE =
            AtomicReferenceFieldUpdater.newUpdater(WorkerTurns.class, CallGate.class, "gate");

    private final ChildName name;
    private volatile WorkerSettings settings;
    private volatile @Nullable WorkerCode code;
    private volatile @Nullable Incarnation inside;
    /** What a sender must heed: bits of {@link #CLOSED}, {@link #PARKING}, {@link #WATCHED}, {@link #COUNTED}; 0 while there is nothing. */
    private volatile int wariness = PARKING;

    private volatile @Nullable CallGate gate;
    private @Nullable WorkerListener listener;
    private @Nullable Extras extras;

    WorkerTurns(ChildName name, WorkerSettings settings, @Nullable WorkerListener listener) {
        this.name = name;
        this.settings = settings;
        this.listener = listener;
        if (settings.calls().breaker().timesCalls()) gate().breaker();
        hold();
    }

    /** This process, as others know it. */
    abstract WorkerProcess self();

    final @Nullable Incarnation inside() {
        return inside;
    }

    /** Why senders are turned away; null while they are welcome. */
    final @Nullable String closed() {
        return (wariness & CLOSED) == 0 ? null : gate().closed();
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

    /** What the next start runs; the incarnation inside keeps its own. Null: nothing can be started. */
    public final void install(@Nullable WorkerCode next) {
        code = next;
    }

    @Override
    Handler handler() {
        Incarnation in = inside;
        boolean plain = (wariness & CLOSED) == 0 && suspects() == null && settings.meters() == null;
        return plain && in != null ? in : this;
    }

    @Override
    public boolean handle(Message message) {
        Meters meters = settings.meters();
        return meters == null ? carry(message) : counted(meters.of(id()), message);
    }

    private boolean counted(Meter meter, Message message) {
        meter.begin();
        try {
            return carry(message);
        } finally {
            meter.end();
        }
    }

    private boolean carry(Message message) {
        try {
            if (message instanceof Order order) order.carryOut();
            else if (message instanceof Begin start) begin(start.number, start.hearer);
            else receive((Envelope) message);
            return true;
        } catch (Gate.TurnLost lost) {
            return false;
        }
    }

    private void receive(Envelope envelope) {
        Incarnation in = inside;
        String refusal = closed();
        Suspects wary = suspects();
        if (refusal != null || in == null) turnAway(envelope, refusal == null ? "noproc" : refusal);
        else if (wary != null) receiveWarily(in, wary, envelope);
        else in.receive(envelope);
    }

    /** Something crashed incarnations before: a message that did so too often is not handled again (design D8). */
    private void receiveWarily(Incarnation in, Suspects wary, Envelope envelope) {
        Object message = envelope.payload();
        int crashes = envelope instanceof OwnMessage ? 0 : wary.crashes(message);
        if (crashes >= settings.poisonAfter()) {
            String reason = "poison: it crashed " + crashes + " incarnations";
            turnAway(envelope, reason);
            if (wary.firstTime(message))
                listener().deadLetters(self(), in.incarnation(), 1, reason + ": " + Excerpt.of(message, MOST_SHOWN));
            return;
        }
        in.receive(envelope);
        if (crashes > 0 && in.up()) wary.handled(message);
    }

    /** That message was being handled when an incarnation crashed. What a child sends itself is its own code's fault, and is not noted. */
    final void crashedOn(Envelope envelope) {
        if (envelope instanceof OwnMessage) return;
        Suspects wary = suspects();
        if (wary == null) extras().suspects = wary = new Suspects();
        wary.crashed(envelope.payload());
    }

    /** New code, or a hand that stopped the child: nothing is held against any message. */
    final void clearSuspects() {
        if (extras != null) extras.suspects = null;
    }

    /** The argument of a dynamic child. */
    public final @Nullable Object argument() {
        return name.argument();
    }

    private @Nullable Suspects suspects() {
        return extras == null ? null : extras.suspects;
    }

    private @Nullable Durable durableIfAny() {
        return extras == null ? null : extras.durable;
    }

    private Extras extras() {
        Extras mine = extras;
        if (mine == null) extras = mine = new Extras();
        return mine;
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

    /** Id of the child. */
    public final String id() {
        return name.id();
    }

    private void turnAway(Message message, String reason) {
        gate().losses().dead.increment();
        if (message instanceof Call call) call.fail(reason);
    }

    final void turnAway(String now, String later) {
        gate().close(later);
        wary(CLOSED, true);
        Incarnation in = inside;
        if (in != null) in.turnAway();
        put(Order.urgent(() -> {
            long before = deadLetters();
            drain(message -> turnAway(message, now));
            clearSuspects();
            settle();
            WorkerListener hearer = listener;
            long dead = deadLetters() - before;
            if (hearer != null && dead > 0) hearer.deadLetters(self(), 0, dead, "they waited when it ended: " + now);
        }));
    }

    final void begin(long number, WorkerListener hearer) {
        if (inside != null)
            throw new IllegalStateException(
                    id() + " is started as " + number + " while " + inside.incarnation() + " is inside");
        listener = hearer;
        wary(CLOSED, false);
        settle();
        Durable saves = durableIfAny();
        if (saves != null && saves.delay(number)) return;
        WorkerCode now = code;
        if (now == null) {
            ExitReason why = new ExitReason.Crashed(CrashCause.START, id() + " has no worker to start", List.of());
            hearer.startFailed(self(), WorkerExit.unbegun(number, why));
            return;
        }
        Meters meters = settings.meters();
        if (meters != null) meters.of(id()).clear();
        Incarnation next = new Incarnation(self(), number, now);
        inside = next;
        next.begin();
    }

    final void stopInside(long number, Timers.@Nullable Timer limit) {
        Incarnation in = inside;
        if (in != null && in.incarnation() == number) {
            in.stop(ExitReason.SHUTDOWN, limit);
            return;
        }
        if (limit != null) limit.cancel();
        endStart(number, ExitReason.SHUTDOWN);
    }

    /** Whether what is installed has nothing to do at its end. */
    final boolean endsQuietly() {
        WorkerCode now = code;
        return now != null && now.endsQuietly() && !settings.blocking();
    }

    /** As {@link #stopInside}, perhaps inside another process's turn: what has code to run at its end runs it in one of its own. */
    final void stopQuietly(long number) {
        Incarnation in = inside;
        if (in == null || in.endsQuietly()) stopInside(number, null);
        else put(Order.urgent(() -> stopInside(number, null)));
    }

    @Override
    public final void runWithin() {
        runBriefly();
    }

    final void killInside(long number) {
        Incarnation in = inside;
        if (in != null && in.incarnation() == number) in.end(ExitReason.KILLED, false, null, null);
        else endStart(number, ExitReason.KILLED);
    }

    final void crashInside(ExitReason reason) {
        Incarnation in = inside;
        Durable saves = durableIfAny();
        if (in != null) in.end(reason, true, null, null);
        else if (saves != null && saves.delayed() != 0) endStart(saves.delayed(), reason);
    }

    /** A start that waits for a save is not begun any more. */
    private void endStart(long number, ExitReason reason) {
        Durable saves = durableIfAny();
        if (saves != null && saves.endDelay(number)) listener().startFailed(self(), WorkerExit.unbegun(number, reason));
    }

    /** Lets ordinary messages through or not, as what is inside wants it. */
    void settle() {
        Incarnation in = inside;
        boolean parks = (wariness & CLOSED) == 0 && (in == null || in.parks());
        if (parks) hold();
        else unhold();
        wary(PARKING, parks);
    }

    void ended(WorkerExit exit, boolean began) {
        inside = null;
        settle();
        if (began) listener().exited(self(), exit);
        else listener().startFailed(self(), exit);
    }

    void threadDied(Incarnation owner, ExitReason reason) {
        put(Order.urgent(() -> {
            if (inside == owner) owner.end(reason, true, null, null);
        }));
    }

    /** Continues this process without the thread that had its turn. After a fence only: no other turn is scheduled. */
    void takeOver(Runnable action) {
        put(Order.urgent(action));
        schedule();
    }

    /**
     * Ends threads and resources on a thread where that may block, then goes on here; without them when closing one takes
     * longer than a handler may.
     */
    void endHoldings(@Nullable Holdings holdings, Runnable then) {
        if (holdings == null) {
            then.run();
            return;
        }
        long patience = settings.secondDeadline().toMillis();
        Duration limit = settings.handlerDeadline();
        AtomicBoolean ended = new AtomicBoolean();
        Timers.Timer timer = system().timers().after(Nanos.of(limit), () -> {
            system().trouble()
                    .report(id(), new LeftBehind("closing what it opened is not done in " + limit, ended::get));
            put(Order.urgent(then));
        });
        Turn ending = () -> {
            holdings.end(id(), patience, system().trouble());
            ended.set(true);
            if (timer.cancel()) put(Order.urgent(then));
        };
        dispatcher().executeBlocking(ending, id() + "-end");
    }

    /** Sends something of a step: at once, or with the outbox of a durable child. */
    void leave(Leaving leaving) {
        if (settings.checkpoints() == null) leaving.leave();
        else durable().outbox.add(leaving);
    }

    /** The step is over: what it sent may leave as soon as what it stands on is saved. */
    void seal() {
        Durable saves = durableIfAny();
        if (saves != null) saves.outbox.seal();
    }

    /** Saves the state of this moment. @return false when this child is not durable */
    boolean checkpoint(Incarnation in) {
        Checkpoints checkpoints = settings.checkpoints();
        if (checkpoints == null) return false;
        durable().save(checkpoints, in);
        return true;
    }

    private Durable durable() {
        Extras mine = extras();
        Durable saves = mine.durable;
        if (saves == null) mine.durable = saves = new Durable(self());
        return saves;
    }

    /** Goes on with a start that waited for a save. */
    void startDelayed(long number) {
        begin(number, listener());
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

    /** Who hears what becomes of its starts. @throws IllegalStateException when that was not said yet */
    protected final WorkerListener listener() {
        WorkerListener hearer = listener;
        if (hearer == null) throw new IllegalStateException(id() + " was never started");
        return hearer;
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
    public void overran() {
        Incarnation in = inside;
        if (in != null) in.overran();
    }

    @Override
    protected void escaped(Throwable thrown) {
        system().trouble().report("process " + id(), thrown);
    }

    @Override
    public String toString() {
        return id();
    }
}
