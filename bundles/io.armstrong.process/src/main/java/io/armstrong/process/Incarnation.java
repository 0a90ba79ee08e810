package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Envelope.Words;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One life of a child: the code that runs, its state, and what it gathered. A restart makes a new one; an upgrade exchanges code
 * and state in this one (OTP S93 to S102). Fields belong to the turn unless they are volatile.
 */
final class Incarnation extends Interior implements Handler {
    enum Phase {
        STARTING,
        UP,
        ENDING
    }

    private volatile Phase phase = Phase.STARTING;
    private volatile boolean stopOrdered;
    /** Senders are turned away, and what waits is too. */
    private volatile boolean turnedAway;

    private boolean began;
    private @Nullable Recent recent;
    /** Of the dispatcher's watch: the callback a deadline was set for. */
    private int watched;

    Incarnation(WorkerProcess process, long number, WorkerCode code) {
        super(process, number, code);
    }

    Phase phase() {
        return phase;
    }

    boolean up() {
        return phase == Phase.UP;
    }

    /** Whether ordinary messages wait. */
    boolean parks() {
        return phase != Phase.UP || reined();
    }

    /** What it did and holds; from any thread. */
    Possessions possessions() {
        Belongings mine = belongingsIfAny();
        Holdings held = mine == null ? null : mine.holdingsIfAny();
        return new Possessions(
                incarnation(),
                callbacks(),
                held == null ? 0 : held.threads(),
                held == null ? 0 : held.resources(),
                mine == null ? 0 : mine.timers.size());
    }

    // ---- starting ----

    /** Runs {@code init} (OTP S93). */
    void begin() {
        Object first = null;
        Throwable thrown = null;
        int callback = enter();
        try {
            first = worker().init(this);
        } catch (Throwable t) {
            thrown = t;
        }
        ExitReason verdict = leave(callback);
        process().seal();
        if (verdict != null) end(verdict, false, null, null);
        else if (thrown != null) end(crash(CrashCause.START, thrown), false, null, null);
        else if (first == null) end(nothing(CrashCause.START, "init"), false, null, null);
        else becomeUp(first);
    }

    private void becomeUp(Object first) {
        state(first);
        began = true;
        phase = Phase.UP;
        process().settle();
        process().listener().started(process(), incarnation());
    }

    // ---- handling ----

    /** From now on each message is the process's. From any thread. */
    void turnAway() {
        turnedAway = true;
    }

    /** One after the other; what is out of the ordinary, or comes when this has ended, is the process's. */
    @Override
    public boolean handle(Message message) {
        if (!(message instanceof Envelope envelope) || phase != Phase.UP || turnedAway)
            return process().handle(message);
        try {
            receive(envelope);
            return true;
        } catch (TurnLost lost) {
            return false;
        }
    }

    /** Handles one ordinary message and does what the worker wants after it. */
    void receive(Envelope envelope) {
        if (!envelope.arrive(this)) return;
        Call call = envelope.call();
        if (call != null && !call.begin()) return; // its caller was told so: it is not handled
        Object payload = envelope.payload();
        Object message = payload instanceof Words words ? parse(words, call) : payload;
        if (message == null) return;
        Step<Object> step = null;
        Throwable thrown = null;
        handling(envelope);
        remember(payload);
        int callback = enter();
        try {
            step = worker().handle(this, state(), message);
        } catch (Throwable t) {
            thrown = t;
        }
        ExitReason verdict = leave(callback);
        if (verdict != null) end(verdict, false, call, null);
        else if (thrown != null) end(crash(CrashCause.HANDLER, thrown), true, call, null);
        else if (step == null) end(nothing(CrashCause.HANDLER, "handle"), true, call, null);
        else follow(step, call);
        handling(null);
    }

    private void remember(Object message) {
        Recent known = recent;
        if (known == null) recent = known = new Recent();
        known.add(message);
    }

    private void follow(Step<Object> step, @Nullable Call call) {
        Object answer = null;
        try {
            if (step.replies() && call != null && step.reply() != null) answer = carried(step.reply(), "reply");
        } catch (NotPlainData refused) {
            end(crash(CrashCause.HANDLER, refused), true, call, null);
            return;
        }
        state(step.state());
        if (step.durable() && !process().checkpoint(this)) {
            end(undurable(), true, call, null);
            return;
        }
        Leaving reply = step.replies() && call != null && call.answer() ? new Leaving.Reply(call, answer) : null;
        ExitReason stop = step.stop();
        if (stop != null) {
            end(stop, true, call, reply);
            return;
        }
        if (reply != null) process().leave(reply);
        else if (call != null && !call.answered()) belongings().leaveOpen(call);
        process().seal();
    }

    private ExitReason undurable() {
        return new ExitReason.Crashed(
                CrashCause.HANDLER, id() + " returned a checkpoint but is not declared durable", List.of());
    }

    private ExitReason crash(CrashCause kind, Throwable thrown) {
        return Exits.of(kind, thrown, process().system().stacks());
    }

    private static ExitReason nothing(CrashCause kind, String callback) {
        return new ExitReason.Crashed(kind, callback + " returned null", List.of());
    }

    // ---- ending ----

    /** Ends as its supervisor wants it; the timer of its kill is stopped in time. */
    void stop(ExitReason reason, Timers.@Nullable Timer kill) {
        stopOrdered = true;
        if (kill != null) belongings().kill = kill;
        end(reason, true, null, null);
    }

    /**
     * Ends this incarnation. What comes first is OTP's order (S97, S98): terminate, then the answer, then the exit.
     *
     * @param tell whether {@code terminate} is called, if there is one; what it throws replaces the reason
     * @param handled the call being handled, which gets the reason unless it is answered
     * @param last what still leaves after terminate
     */
    @Override
    void end(ExitReason reason, boolean tell, @Nullable Call handled, @Nullable Leaving last) {
        if (phase == Phase.ENDING) return;
        boolean told = tell && began && !detached() && !endsQuietly();
        phase = Phase.ENDING;
        process().settle();
        ExitReason why = told ? terminate(reason) : reason;
        if (last != null) process().leave(last);
        process().seal();
        if (handled != null && !handled.answered()) failed(handled, why);
        suspect(why);
        letGo(exit(why, null));
    }

    private void suspect(ExitReason why) {
        Envelope message = handling();
        if (message != null && why.abnormal()) process().crashedOn(message);
    }

    private static void failed(Call handled, ExitReason why) {
        if (why.abnormal()) handled.fault(why.text());
        else handled.fail(why.text());
    }

    private ExitReason terminate(ExitReason reason) {
        Throwable thrown = null;
        int callback = enter();
        try {
            worker().terminate(this, state(), reason);
        } catch (Throwable t) {
            thrown = t;
        }
        ExitReason verdict = leave(callback);
        if (verdict != null) return verdict;
        return thrown == null ? reason : crash(CrashCause.HANDLER, thrown);
    }

    /** Its thread is lost: whatever was being handled gets the reason, and the rest goes on without it (design D9). */
    void lost(ExitReason reason, List<String> stack) {
        phase = Phase.ENDING;
        process().settle();
        Call handled = current();
        if (handled != null) failed(handled, reason);
        process().seal();
        suspect(reason);
        letGo(exit(reason, stack));
    }

    private WorkerExit exit(ExitReason reason, @Nullable List<String> stack) {
        Scene scene = began && reason.abnormal() ? new Scene(recent, state()) : null;
        return new WorkerExit(incarnation(), reason, stack != null, stack == null ? List.of() : stack, scene);
    }

    /** Ends threads and resources first, elsewhere because that may block: the next incarnation may need the same port. */
    private void letGo(WorkerExit exit) {
        Belongings mine = belongingsIfAny();
        Holdings holdings = mine == null ? null : mine.takeHoldings();
        process().endHoldings(holdings, () -> finish(exit));
    }

    private void finish(WorkerExit exit) {
        Belongings mine = belongingsIfAny();
        if (mine != null) mine.end(id(), incarnation(), exit.reason().text());
        process().ended(exit, began);
    }

    // ---- deadlines ----

    /** Looks whether the callback that runs has its deadline yet. Of the dispatcher's watch. */
    void overran() {
        int callback = inCallback();
        if (callback == 0 || callback == watched) return;
        if (stopOrdered && phase == Phase.ENDING) return; // its supervisor's limit holds, or none
        watched = callback;
        WorkerSettings settings = process().settings();
        boolean starting = phase == Phase.STARTING;
        Duration limit = starting ? settings.startDeadline() : settings.handlerDeadline();
        ExitReason why = Exits.overran(starting ? "init" : "a handler", limit.toMillis());
        process()
                .system()
                .timers()
                .after(Nanos.of(limit) - KillLadder.SEEN_AFTER, () -> KillLadder.interrupt(this, callback, why));
    }
}
