package io.armstrong.process;

import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Envelope.Words;
import io.armstrong.process.breaker.Breaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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
public class WorkerProcess extends WorkerTurns implements Process {
    public WorkerProcess(ChildName name, WorkerSettings settings) {
        super(name, settings, null);
    }

    /** @param hearer of every start; one for all the dynamic children of a supervisor: each then leads to what they have in common */
    protected WorkerProcess(ChildName name, WorkerSettings settings, WorkerListener hearer) {
        super(name, settings, hearer);
    }

    /** With a name of its own. @param argument what {@code ctx.argument()} says; null for a static child */
    public WorkerProcess(String id, WorkerSettings settings, @Nullable Object argument) {
        this(ChildName.of(id, argument), settings);
    }

    // ---- looking ----

    /** Number of the incarnation inside; 0 when there is none. */
    public long incarnation() {
        Incarnation in = inside();
        return in == null ? 0 : in.incarnation();
    }

    /** Whether {@code init} is done and no end was begun. */
    public boolean up() {
        Incarnation in = inside();
        return in != null && in.up();
    }

    // ---- living ----

    /**
     * Starts an incarnation: runs {@code init} of the installed code, then handles what waited. A durable child starts when its
     * last save is settled, so that {@code init} reads the newest state on disk. Where its
     * supervisor carries out an order on the thread of whoever gave it, one that {@link WorkerSettings#runsHere may} starts there.
     *
     * @param number greater than any before
     */
    public void start(long number, WorkerListener hearer) {
        Begin begin = new Begin(number, hearer);
        if (settings().runsHere()) putAfter(begin);
        else put(begin);
    }

    /**
     * Ends that incarnation for its supervisor: {@code terminate}, then exit {@code shutdown}; past its limit, or at once if brutal,
     * exit {@code killed} (OTP S21, S22). The queue stays. Nothing happens when another is inside.
     *
     * <p>An idle one without a {@code terminate} of its own and without a limit here has ended when this returns, if a turn of this
     * thread asks for it.
     */
    public void stop(long number, Shutdown shutdown) {
        if (shutdown instanceof Shutdown.BrutalKill) {
            kill(number);
            return;
        }
        Timers.Timer limit = shutdown instanceof Shutdown.Within within
                ? system().timers().after(Nanos.of(within.limit()), () -> kill(number))
                : null;
        if (limit == null && endsQuietly()) putWithin(Order.urgent(() -> stopQuietly(number)));
        else put(Order.urgent(() -> stopInside(number, limit)));
    }

    /** Ends that incarnation without telling it: exit {@code killed}; hung if its thread heeds no interrupt (design D9). */
    public void kill(long number) {
        Incarnation in = inside();
        if (in != null && in.incarnation() == number) KillLadder.kill(in, ExitReason.KILLED);
        else put(Order.urgent(() -> killInside(number)));
    }

    /**
     * Makes the present incarnation exit with that reason, {@code terminate} included; a start that waits for a save is not begun any
     * more. Nothing when there is neither.
     */
    public void crash(ExitReason reason) {
        put(Order.urgent(() -> crashInside(reason)));
    }

    /**
     * Makes that incarnation exit with that reason, {@code terminate} included; when it has not by the second deadline it is killed with
     * the same reason. Nothing happens when another is inside.
     */
    public void crash(long number, ExitReason reason) {
        put(Order.urgent(() -> withInside(number, in -> in.end(reason, true, null, null))));
        Runnable kill = () -> withInside(number, in -> KillLadder.kill(in, reason));
        system().timers().after(Nanos.of(settings().secondDeadline()), kill);
    }

    /** Answers every waiting caller with that reason now, and senders from now on, until the next start (design D8). */
    public void close(ExitReason reason) {
        turnAway(reason.text(), reason.text());
    }

    /** The end of the child: as {@link #close}, then {@code noproc}; its names are free and its breaker is silent. */
    public void retire(ExitReason reason) {
        CallGate mine = gateIfAny();
        if (mine != null) mine.retire();
        turnAway(reason.text(), "noproc");
        put(Order.urgent(this::giveUpNames));
    }

    // ---- talking ----

    @Override
    public boolean cast(Object message) {
        return post(carried(message));
    }

    /** Sends what was looked at already. */
    boolean post(Object message) {
        if (closed() != null) return false;
        if (offer(new Envelope(message))) return true;
        countDropped();
        return false;
    }

    private Object carried(Object message) {
        return system().messages().carried(message, "message");
    }

    /** As {@link #cast}, of what these words mean to the worker. */
    public boolean castWords(List<String> words) {
        return post(new Words(words));
    }

    @Override
    @SuppressWarnings("NullAway") // a class file does not say that the reply of Ref.call may be null
    public CompletionStage<@Nullable Object> call(Object message, Duration deadline) {
        return ask(carried(message), deadline);
    }

    private CompletionStage<@Nullable Object> ask(Object message, Duration deadline) {
        PromiseCall call = new PromiseCall(this, message);
        if (settings().runsHere()) sendHere(call, deadline);
        else send(call, deadline);
        return call.promise();
    }

    /** As {@link #call}, of what these words mean to the worker; when it cannot read them the stage fails and nothing else. */
    public CompletionStage<@Nullable Object> callWords(List<String> words, Duration deadline) {
        return ask(new Words(words), deadline);
    }

    void send(Call call, Duration deadline) {
        if (wary() && !gate().admits(call)) return;
        call.arm(system(), deadline);
        if (offer(call)) return;
        countDropped();
        call.fail("full");
    }

    /** What was answered at once needs no deadline. */
    private void sendHere(PromiseCall call, Duration deadline) {
        if (wary() && !gate().admits(call)) return;
        if (!offerHere(call)) {
            countDropped();
            call.fail("full");
        } else if (!call.done()) {
            call.arm(system(), deadline);
        }
    }

    void callFailed(String reason) {
        if (gateIfAny() != null || settings().calls().breaker().present())
            gate().failed(Breaker.FREE, Breaker.UNTIMED, reason);
    }

    /** What its present incarnation did and holds. */
    public Possessions possessions() {
        Incarnation in = inside();
        return in == null ? Possessions.NONE : in.possessions();
    }

    /** The callback that runs now; null when none does. */
    public @Nullable Callback callback() {
        Incarnation in = inside();
        return in == null ? null : in.running();
    }

    // ---- its breaker ----

    /** The breaker of calls to it, made when it was not needed yet. */
    public Breaker breaker() {
        return gate().breaker();
    }

    /** The state of its breaker as reports say it: {@code none} for a child that has none, and nobody forced one. */
    public String breakerState() {
        CallGate mine = gateIfAny();
        Breaker made = mine == null ? null : mine.breakerIfAny();
        if (made == null) return settings().calls().breaker().present() ? "closed" : "none";
        BreakerState state = made.state();
        return state == BreakerState.CLOSED && !made.spec().present() ? "none" : state.text();
    }

    /** Everything about its breaker; one that was never needed is not made for that. */
    public BreakerReport breakerReport() {
        CallGate mine = gateIfAny();
        Breaker made = mine == null ? null : mine.breakerIfAny();
        return made == null
                ? BreakerReport.untouched(id(), true, settings().calls().breaker())
                : made.report(true);
    }

    /** Calls that wait between two incarnations. */
    public int parked() {
        CallGate mine = gateIfAny();
        return mine == null ? 0 : mine.parked();
    }

    /** Its supervisor keeps it down for its recovery time (design D4): calls fail fast with the time to retry. */
    public void trip(String why) {
        gate().trip(why);
    }

    /** Its supervisor started it on trial. @param hearer told of each call on trial whether it succeeded, on whichever thread */
    public void beginTrial(Consumer<Boolean> hearer) {
        gate().beginTrial(hearer);
    }

    /** Its supervisor takes the trial for passed, or started it without one; nothing when it was not kept down or on trial. */
    public void endTrial(String why) {
        CallGate mine = gateIfAny();
        if (mine != null) mine.endTrial(why);
    }

    /** Its supervisor does not want to hear of the trial any more. */
    public void cutTrial() {
        CallGate mine = gateIfAny();
        if (mine != null) mine.cutTrial();
    }

    /** Has the outcome of each call from now on told there; null: no more. It costs a call two looks at the clock. */
    public void count(@Nullable CallTally by) {
        if (by != null || gateIfAny() != null) gate().count(by);
    }

    @Override
    public void watch(Watcher watcher) {
        put(Order.inTurn(() -> {
            Incarnation in = inside();
            if (in == null || in.phase() == Incarnation.Phase.ENDING) watcher.down(id(), 0, "noproc");
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
     * is not up, is held already, its state cannot be made data, or the deadline is over.
     */
    public CompletionStage<Snapshot> holdFast(Duration deadline) {
        return Exchange.hold(this, deadline);
    }

    /**
     * The same, on the calling thread where the child has no turn elsewhere: for one that code of the child may hold up, {@code snapshot}
     * for instance. Whoever needs that thread back has to watch it.
     */
    public CompletionStage<Snapshot> holdFastHere(Duration deadline) {
        return Exchange.holdHere(this, deadline);
    }

    /** {@link #detach} and {@link #attach} in one, on the calling thread as {@link #holdFastHere}. */
    public CompletionStage<Long> exchangeHere(WorkerCode next, Map<String, Object> data, Duration deadline) {
        return Exchange.exchangeHere(this, next, data, deadline);
    }

    /** Takes the code out of a held child: completes with its incarnation when its threads and resources have ended. The state stays. */
    public CompletionStage<Long> detach() {
        return Exchange.detach(this);
    }

    /**
     * Puts new code and a state of its schema into a held child and calls {@code resumed}. Same incarnation: no DOWN; monitors,
     * names and timers stay (OTP S102). Fails with what was thrown, still held: may be called again.
     */
    public CompletionStage<Long> attach(WorkerCode next, Map<String, Object> data, Duration deadline) {
        return Exchange.attach(this, next, data, deadline);
    }

    /**
     * Ends the hold: what waited is handled now, in order, by what is inside. Completes with the time from which on it is, on the clock
     * of the runtime; fails when that has no code.
     */
    public CompletionStage<Long> release() {
        return Exchange.release(this);
    }

    /**
     * The same, on the calling thread as {@link #holdFastHere}: where nothing waits no thread is woken for it. Completes with the time
     * from which on what waited is handled.
     */
    public CompletionStage<Long> releaseHere() {
        return Exchange.releaseHere(this);
    }

    /** Puts other callbacks of the same schema in, between two messages; state, threads and resources stay. No exit. */
    public void replace(Worker<?> worker) {
        Exchange.replace(this, worker);
    }

    /** Lets ordinary messages wait while something the worker needs is missing; ended by {@link #resume}. No exit. */
    public void suspend() {
        put(Order.urgent(() -> withInside(in -> in.rein(Interior.WAITING))));
    }

    /** Ends {@link #suspend}. */
    public void resume() {
        put(Order.urgent(() -> withInside(in -> in.slacken(Interior.WAITING))));
    }

    private void withInside(long number, Consumer<Incarnation> action) {
        withInside(in -> {
            if (in.incarnation() == number) action.accept(in);
        });
    }

    private void withInside(Consumer<Incarnation> action) {
        Incarnation in = inside();
        if (in != null) action.accept(in);
    }

    @Override
    WorkerProcess self() {
        return this;
    }
}
