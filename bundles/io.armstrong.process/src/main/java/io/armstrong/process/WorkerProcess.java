package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Envelope.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A worker child: identity and mailbox, which stay, and an {@link Incarnation} inside, which restarts and upgrades replace (design
 * D8; OTP gen_server, S93 to S104).
 *
 * <p>Every method may be called from any thread and waits for nothing: what it wants is put into the mailbox and done on the
 * process's own turn. Stages complete with {@link CallFailed} when there is no outcome.
 *
 * <p>While nothing is inside, messages wait for the next start, up to the mailbox bound, unless {@link #close} was called.
 */
public final class WorkerProcess extends MailboxProcess implements Process {
    private final String id;
    private final @Nullable Object argument;
    private volatile WorkerSettings settings;
    private volatile @Nullable WorkerCode code;
    private volatile @Nullable Incarnation inside;
    /** Why senders are turned away; null while they are welcome. */
    private volatile @Nullable String closed;

    private @Nullable WorkerListener listener;
    private @Nullable Durable durable;
    private @Nullable List<String> furtherNames;

    /** @param argument what {@code ctx.argument()} says; null for a static child */
    public WorkerProcess(String id, WorkerSettings settings, @Nullable Object argument) {
        this.id = id;
        this.settings = settings;
        this.argument = argument;
        hold();
    }

    // ---- looking ----

    @Override
    public String id() {
        return id;
    }

    /** The argument of a dynamic child. */
    public @Nullable Object argument() {
        return argument;
    }

    /** Bounds and deadlines in force. */
    public WorkerSettings settings() {
        return settings;
    }

    /** Number of the incarnation inside; 0 when there is none. */
    public long incarnation() {
        Incarnation in = inside;
        return in == null ? 0 : in.incarnation();
    }

    /** Whether {@code init} is done and no end was begun. */
    public boolean up() {
        Incarnation in = inside;
        return in != null && in.up();
    }

    // ---- living ----

    /** What the next start runs; the incarnation inside keeps its own (see {@link #replace}). Null: nothing can be started. */
    public void install(@Nullable WorkerCode next) {
        code = next;
    }

    /** Other bounds and deadlines, from now on. */
    public void configure(WorkerSettings next) {
        settings = next;
    }

    /**
     * Starts an incarnation: runs {@code init} of the installed code, then handles what waited. A durable child starts when its
     * last save is settled, so that {@code init} reads the newest state on disk.
     *
     * @param number greater than any before
     */
    public void start(long number, WorkerListener hearer) {
        put(Order.urgent(() -> begin(number, hearer)));
    }

    /**
     * Ends that incarnation for its supervisor: {@code terminate}, then exit {@code shutdown}; past its limit, or at once if brutal,
     * exit {@code killed} (OTP S21, S22). The queue stays. Nothing happens when another is inside.
     */
    public void stop(long number, Shutdown shutdown) {
        if (shutdown instanceof Shutdown.BrutalKill) {
            kill(number);
            return;
        }
        Timers.Timer limit = shutdown instanceof Shutdown.Within within
                ? system().timers().after(Nanos.of(within.limit()), () -> kill(number))
                : null;
        put(Order.urgent(() -> stopInside(number, limit)));
    }

    /** Ends that incarnation without telling it: exit {@code killed}; hung if its thread heeds no interrupt (design D9). */
    public void kill(long number) {
        Incarnation in = inside;
        if (in != null && in.incarnation() == number) KillLadder.kill(in, ExitReason.KILLED);
        else put(Order.urgent(() -> killInside(number)));
    }

    /** Makes the present incarnation exit with that reason, {@code terminate} included; nothing when there is none. */
    public void crash(ExitReason reason) {
        put(Order.urgent(() -> {
            Incarnation in = inside;
            if (in != null) in.end(reason, true, null, null);
        }));
    }

    /** Answers every waiting caller with that reason now, and senders from now on, until the next start (design D8). */
    public void close(ExitReason reason) {
        turnAway(reason.text(), reason.text());
    }

    /** The end of the child: as {@link #close}, then {@code noproc}; its names are free. */
    public void retire(ExitReason reason) {
        turnAway(reason.text(), "noproc");
        put(Order.urgent(this::giveUpNames));
    }

    // ---- talking ----

    @Override
    public boolean cast(Object message) {
        return closed == null && offer(new Envelope(message));
    }

    /** As {@link #cast}, of what these words mean to the worker. */
    public boolean castWords(List<String> words) {
        return cast(new Words(words));
    }

    @Override
    @SuppressWarnings("NullAway") // a class file does not say that the reply of Ref.call may be null
    public CompletionStage<@Nullable Object> call(Object message, Duration deadline) {
        PromiseCall call = new PromiseCall(this, message);
        send(call, deadline);
        return call.promise();
    }

    /** As {@link #call}, of what these words mean to the worker; when it cannot read them the stage fails and nothing else. */
    public CompletionStage<@Nullable Object> callWords(List<String> words, Duration deadline) {
        return call(new Words(words), deadline);
    }

    void send(Call call, Duration deadline) {
        String refusal = closed;
        if (refusal != null) {
            call.fail(refusal);
            return;
        }
        call.arm(system().timers(), Nanos.of(deadline));
        if (!offer(call)) call.fail("full");
    }

    @Override
    public void watch(Watcher watcher) {
        put(Order.inTurn(() -> {
            Incarnation in = inside;
            if (in == null || in.phase() == Incarnation.Phase.ENDING) watcher.down(id, 0, "noproc");
            else in.belongings().watchers.add(watcher);
        }));
    }

    /** The state, after everything sent before; fails when nothing is up or the worker's {@code snapshot} throws. */
    public CompletionStage<Snapshot> state(Duration deadline) {
        return Question.ask(this, deadline, false, Incarnation::snapshot);
    }

    // ---- exchanging what is inside ----

    /**
     * Handles no ordinary message from here on (OTP S100), and completes with the state. Fails, and nothing is held, when the child
     * is not up, is held already, or its state cannot be made data.
     */
    public CompletionStage<Snapshot> holdFast(Duration deadline) {
        Question.Answering<Snapshot> hold = in -> {
            if (in.reined(Incarnation.HELD)) throw new IllegalStateException(id + " is held already");
            Snapshot snapshot = in.snapshot();
            in.rein(Incarnation.HELD);
            return snapshot;
        };
        return Question.ask(this, deadline, true, hold, in -> in.slacken(Incarnation.HELD));
    }

    /** Takes the code out of a held child: completes with its incarnation when its threads and resources have ended. The state stays. */
    public CompletionStage<Long> detach() {
        CompletableFuture<Long> done = new CompletableFuture<>();
        put(Order.urgent(() -> {
            Incarnation in = inside;
            if (in == null || !in.reined(Incarnation.HELD)) Promises.fail(dispatcher(), done, notHeld());
            else endHoldings(in.detach(), () -> Promises.complete(dispatcher(), done, in.incarnation()));
        }));
        return done;
    }

    /**
     * Puts new code and a state of its schema into a held child and calls {@code resumed}. Same incarnation: no DOWN; monitors,
     * names and timers stay (OTP S102). Fails with what was thrown, still held: may be called again.
     */
    public CompletionStage<Long> attach(WorkerCode next, Map<String, Object> data, Duration deadline) {
        return Question.ask(this, deadline, true, in -> {
            if (!in.reined(Incarnation.HELD)) throw notHeld();
            attachTo(in, next, data);
            return in.incarnation();
        });
    }

    private void attachTo(Incarnation in, WorkerCode next, Map<String, Object> data) throws Exception {
        try {
            in.attach(next, data);
            code = next;
        } catch (Exception e) {
            endHoldings(in.detach(), () -> {});
            throw e;
        }
    }

    /** Ends the hold: what waited is handled now, in order, by what is inside. */
    public CompletionStage<Long> release() {
        return Question.ask(this, Duration.ofSeconds(5), true, in -> {
            in.slacken(Incarnation.HELD);
            return in.incarnation();
        });
    }

    /** Puts other callbacks of the same schema in, between two messages; state, threads and resources stay. No exit. */
    public void replace(Worker<?> worker) {
        put(Order.urgent(() -> {
            Incarnation in = inside;
            if (in == null) return; // the next start brings its own
            WorkerCode next = new WorkerCode(worker, in.schema());
            in.replace(next);
            code = next;
        }));
    }

    /** Lets ordinary messages wait while something the worker needs is missing; ended by {@link #resume}. No exit. */
    public void suspend() {
        put(Order.urgent(() -> {
            Incarnation in = inside;
            if (in != null) in.rein(Incarnation.WAITING);
        }));
    }

    /** Ends {@link #suspend}. */
    public void resume() {
        put(Order.urgent(() -> {
            Incarnation in = inside;
            if (in != null) in.slacken(Incarnation.WAITING);
        }));
    }

    // ---- on the turn ----

    @Override
    protected boolean handle(Message message) {
        try {
            if (message instanceof Order order) order.carryOut();
            else receive((Envelope) message);
            return true;
        } catch (Gate.TurnLost lost) {
            return false;
        }
    }

    private void receive(Envelope envelope) {
        Incarnation in = inside;
        String refusal = closed;
        if (refusal != null || in == null) turnAway(envelope, refusal == null ? "noproc" : refusal);
        else in.receive(envelope);
    }

    private static void turnAway(Message message, String reason) {
        if (message instanceof Call call) call.fail(reason);
    }

    private void turnAway(String now, String later) {
        closed = later;
        put(Order.urgent(() -> {
            drain(message -> turnAway(message, now));
            settle();
        }));
    }

    private void begin(long number, WorkerListener hearer) {
        if (inside != null)
            throw new IllegalStateException(id + " is started as " + number + " while " + incarnation() + " is inside");
        listener = hearer;
        closed = null;
        settle();
        if (durable != null && durable.delay(number)) return;
        WorkerCode now = code;
        if (now == null) {
            ExitReason why = new ExitReason.Crashed(CrashCause.START, id + " has no worker to start", List.of());
            hearer.startFailed(this, new WorkerExit(number, why, Duration.ZERO, false, List.of()));
            return;
        }
        Incarnation next = new Incarnation(this, number, now);
        inside = next;
        next.begin();
    }

    private void stopInside(long number, Timers.@Nullable Timer limit) {
        Incarnation in = inside;
        if (in != null && in.incarnation() == number) {
            in.stop(ExitReason.SHUTDOWN, limit);
            return;
        }
        if (limit != null) limit.cancel();
        endStart(number, ExitReason.SHUTDOWN);
    }

    private void killInside(long number) {
        Incarnation in = inside;
        if (in != null && in.incarnation() == number) in.end(ExitReason.KILLED, false, null, null);
        else endStart(number, ExitReason.KILLED);
    }

    /** A start that waits for a save is not begun any more. */
    private void endStart(long number, ExitReason reason) {
        if (durable != null && durable.endDelay(number))
            listener().startFailed(this, new WorkerExit(number, reason, Duration.ZERO, false, List.of()));
    }

    /** Lets ordinary messages through or not, as what is inside wants it. */
    void settle() {
        Incarnation in = inside;
        boolean parks = in == null ? closed == null : in.parks() && closed == null;
        if (parks) hold();
        else unhold();
    }

    void ended(WorkerExit exit, boolean began) {
        inside = null;
        settle();
        if (began) listener().exited(this, exit);
        else listener().startFailed(this, exit);
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
        Timers.Timer timer = system().timers().after(Nanos.of(limit), () -> {
            system().trouble().report(id + " closing what it opened", new TimeoutException("not done in " + limit));
            put(Order.urgent(then));
        });
        Turn ending = () -> {
            holdings.end(id, patience, system().trouble());
            if (timer.cancel()) put(Order.urgent(then));
        };
        dispatcher().executeBlocking(ending, id + "-end");
    }

    // ---- sending, durable or not ----

    /** Sends something of a step: at once, or with the outbox of a durable child. */
    void leave(Leaving leaving) {
        if (settings.checkpoints() == null) leaving.leave();
        else durable().outbox.add(leaving);
    }

    /** The step is over: what it sent may leave as soon as what it stands on is saved. */
    void seal() {
        if (durable != null) durable.outbox.seal();
    }

    /** Saves the state of this moment. @return false when this child is not durable */
    boolean checkpoint(Incarnation in) {
        Checkpoints checkpoints = settings.checkpoints();
        if (checkpoints == null) return false;
        durable().save(checkpoints, in);
        return true;
    }

    private Durable durable() {
        Durable mine = durable;
        if (mine == null) durable = mine = new Durable(this);
        return mine;
    }

    /** Goes on with a start that waited for a save. */
    void startDelayed(long number) {
        begin(number, listener());
    }

    // ---- names and plumbing ----

    boolean registerAlso(String name) {
        if (!system().names().register(name, this)) return false;
        List<String> names = furtherNames;
        if (names == null) furtherNames = names = new ArrayList<>(1);
        if (!names.contains(name)) names.add(name);
        return true;
    }

    private void giveUpNames() {
        Names names = system().names();
        names.unregister(id, this);
        if (furtherNames != null) furtherNames.forEach(name -> names.unregister(name, this));
        furtherNames = null;
    }

    @Nullable
    Incarnation inside() {
        return inside;
    }

    WorkerListener listener() {
        WorkerListener hearer = listener;
        if (hearer == null) throw new IllegalStateException(id + " was never started");
        return hearer;
    }

    private IllegalStateException notHeld() {
        return new IllegalStateException(id + " is not held");
    }

    private Dispatcher dispatcher() {
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
        if (settings.blocking()) dispatcher().executeBlocking(this, id);
        else dispatcher().execute(this);
    }

    @Override
    protected void again() {
        if (settings.blocking()) dispatcher().executeBlocking(this, id);
        else dispatcher().requeue(this);
    }

    @Override
    public void overran() {
        Incarnation in = inside;
        if (in != null) in.overran();
    }

    @Override
    protected void escaped(Throwable thrown) {
        system().trouble().report("process " + id, thrown);
    }

    @Override
    public String toString() {
        return id;
    }
}
