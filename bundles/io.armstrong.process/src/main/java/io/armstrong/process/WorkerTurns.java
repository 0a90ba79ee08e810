package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process does on its own turn: it takes messages in, and lets incarnations begin and end. What it has meanwhile is in
 * {@link WorkerBasis}, the senders' side in {@link WorkerProcess}.
 */
abstract class WorkerTurns extends WorkerBasis {
    private static final int MOST_SHOWN = 200;

    private volatile @Nullable WorkerCode code;
    private volatile @Nullable Incarnation inside;
    private @Nullable WorkerListener listener;

    WorkerTurns(ChildName name, WorkerSettings settings, @Nullable WorkerListener listener) {
        super(name, settings);
        this.listener = listener;
    }

    final @Nullable Incarnation inside() {
        return inside;
    }

    /** What the next start runs; the incarnation inside keeps its own. Null: nothing can be started. */
    public final void install(@Nullable WorkerCode next) {
        code = next;
    }

    @Override
    Handler handler() {
        Incarnation in = inside;
        boolean plain = open() && suspects() == null && settings().meters() == null;
        return plain && in != null ? in : this;
    }

    @Override
    public boolean handle(Message message) {
        Meters meters = settings().meters();
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
        if (crashes >= settings().poisonAfter()) {
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
        if (suspects() != null) extras().suspects = null;
    }

    private void turnAway(Message message, String reason) {
        gate().losses().dead.increment();
        if (message instanceof Call call) call.fail(reason);
    }

    final void turnAway(String now, String later) {
        gate().close(later);
        markClosed(true);
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
        markClosed(false);
        settle();
        Durable saves = durableIfAny();
        if (saves != null && saves.delay(number)) return;
        WorkerCode now = code;
        if (now == null) {
            ExitReason why = new ExitReason.Crashed(CrashCause.START, id() + " has no worker to start", List.of());
            hearer.startFailed(self(), WorkerExit.unbegun(number, why));
            return;
        }
        Meters meters = settings().meters();
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
        return now != null && now.endsQuietly() && !settings().blocking();
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
        boolean parks = open() && (in == null || in.parks());
        if (parks) hold();
        else unhold();
        markParking(parks);
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
        long patience = settings().secondDeadline().toMillis();
        Duration limit = settings().handlerDeadline();
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
        if (settings().checkpoints() == null) leaving.leave();
        else durable().outbox.add(leaving);
    }

    /** The step is over: what it sent may leave as soon as what it stands on is saved. */
    void seal() {
        Durable saves = durableIfAny();
        if (saves != null) saves.outbox.seal();
    }

    /** Saves the state of this moment. @return false when this child is not durable */
    boolean checkpoint(Incarnation in) {
        Checkpoints checkpoints = settings().checkpoints();
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

    /** Who hears what becomes of its starts. @throws IllegalStateException when that was not said yet */
    protected final WorkerListener listener() {
        WorkerListener hearer = listener;
        if (hearer == null) throw new IllegalStateException(id() + " was never started");
        return hearer;
    }

    @Override
    public void overran() {
        Incarnation in = inside;
        if (in != null) in.overran();
    }
}
