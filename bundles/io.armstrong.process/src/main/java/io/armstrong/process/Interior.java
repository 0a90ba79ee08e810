package io.armstrong.process;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Envelope.Words;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What stands inside an incarnation, code and state, and how an upgrade exchanges it (OTP S100 to S103). Of the turn. */
abstract class Interior extends Context {
    /** Why ordinary messages wait: held for an upgrade. */
    static final int HELD = 1;
    /** Why ordinary messages wait: something its component needs is missing. */
    static final int WAITING = 2;
    /** Held, and its code was taken out. */
    private static final int DETACHED = 4;

    private WorkerCode code;
    private Object state = Map.of();
    private byte reins;

    Interior(WorkerProcess process, long number, WorkerCode code) {
        super(process, number);
        this.code = code;
    }

    /** Ends the incarnation; see {@link Incarnation}. */
    abstract void end(ExitReason reason, boolean tell, @Nullable Call handled, @Nullable Leaving last);

    final Worker<Object> worker() {
        return code.worker();
    }

    final int schema() {
        return code.schema();
    }

    /** Whether its end runs none of the worker's code. */
    final boolean endsQuietly() {
        return code.endsQuietly();
    }

    final Object state() {
        return state;
    }

    final void state(Object next) {
        if (state != next) state = next; // a write to an old object is dearer than a read
    }

    final boolean detached() {
        return reined(DETACHED);
    }

    /** State as data; a throw of the worker's {@code snapshot} fails the question, not the worker. */
    final Snapshot snapshot() throws Exception {
        return new Snapshot(incarnation(), schema(), guarded(this::data));
    }

    /** The same, taken twice where the worker has a say in it. */
    final Snapshot steadySnapshot() throws Exception {
        Map<String, Object> data = guarded(this::data);
        return new Snapshot(incarnation(), schema(), data, guarded(() -> code.unsteady(state, data)));
    }

    final Map<String, Object> data() {
        return code.dataOf(state);
    }

    /** Code and state of this moment, for whoever makes data of it later. */
    final Supplier<Map<String, Object>> laterData() {
        WorkerCode now = code;
        Object then = state;
        return () -> now.dataOf(then);
    }

    final void rein(int why) {
        reins = (byte) (reins | why);
        process().settle();
    }

    final void slacken(int why) {
        if (detached() && why == HELD)
            throw new IllegalStateException(id() + " has no code to go on with: attach some first");
        reins = (byte) (reins & ~why);
        process().settle();
    }

    final boolean reined() {
        return reins != 0;
    }

    final boolean reined(int why) {
        return (reins & why) != 0;
    }

    /** New callbacks for the same state, between two messages: no exit (OTP S103). */
    final void replace(WorkerCode next) {
        code = next;
    }

    /** Whether the code has threads or resources that have to be ended when it is taken out. */
    final boolean holdsSomething() {
        Belongings mine = belongingsIfAny();
        return mine != null && mine.holdingsIfAny() != null;
    }

    /** Takes the code out; its threads and resources are for the caller to end. */
    @Nullable
    final Holdings detach() {
        reins = (byte) (reins | DETACHED);
        Belongings mine = belongingsIfAny();
        return mine == null ? null : mine.takeHoldings();
    }

    /** Puts code and state in and lets it open again what it needs (OTP S102); on a throw nothing of it stays. */
    final void attach(WorkerCode next, Map<String, Object> data) throws Exception {
        Object nextState = guarded(() -> {
            Object restored = next.stateOf(data);
            next.worker().resumed(this, restored);
            return restored;
        });
        code = next;
        state = nextState;
        reins = (byte) (reins & ~DETACHED);
    }

    /** What words mean to the worker; null when it could not say, which the person is told: no crash. */
    final @Nullable Object parse(Words words, @Nullable Call call) {
        try {
            return guarded(() -> code.worker().parse(words.words()));
        } catch (Exception e) {
            if (call != null) call.fail(Exits.cause(e));
            else process().system().trouble().report(id() + " reading the words " + words.words(), e);
            return null;
        }
    }

    /** A callback that may fail without being a crash. */
    @SuppressWarnings("NullAway") // null exactly when the callback says so
    private <T extends @Nullable Object> T guarded(Callable<T> callback) throws Exception {
        T result = null;
        Throwable thrown = null;
        int number = enter();
        try {
            result = callback.call();
        } catch (Throwable t) {
            thrown = t;
        }
        ExitReason verdict = leave(number);
        process().seal();
        if (verdict != null) {
            end(verdict, false, null, null);
            throw new CancellationException(verdict.text());
        }
        if (thrown instanceof Exception e) throw e;
        if (thrown != null) throw new IllegalStateException(Exits.cause(thrown), thrown);
        return result;
    }
}
