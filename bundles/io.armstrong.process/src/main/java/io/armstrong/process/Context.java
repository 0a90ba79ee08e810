package io.armstrong.process;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a worker sees of its incarnation. Once that has ended, a thread that was lost with it is refused here: it reaches nobody
 * any more (design D9).
 */
abstract class Context extends Gate implements WorkerContext {
    private final WorkerProcess process;
    private final long number;
    /** The ordinary message being handled. Of the turn. */
    private @Nullable Envelope handling;
    /** What few incarnations have; made when first needed. Of the turn. */
    private @Nullable Belongings belongings;

    Context(WorkerProcess process, long number) {
        this.process = process;
        this.number = number;
    }

    final WorkerProcess process() {
        return process;
    }

    final @Nullable Envelope handling() {
        return handling;
    }

    final void handling(@Nullable Envelope envelope) {
        handling = envelope;
    }

    /** The call being handled. */
    final @Nullable Call current() {
        Envelope now = handling;
        return now == null ? null : now.call();
    }

    final Belongings belongings() {
        Belongings mine = belongings;
        if (mine == null) belongings = mine = new Belongings();
        return mine;
    }

    final @Nullable Belongings belongingsIfAny() {
        return belongings;
    }

    final void forget(WorkerTimer timer) {
        belongings().timers.remove(timer);
    }

    /** Refuses whoever is not in a callback of this incarnation: a lost turn, a thread of the worker, a later caller. */
    private void present() {
        if (!here())
            throw new IllegalStateException("the context of " + id() + ", incarnation " + number
                    + ", is good only inside its callbacks; other threads send to ctx.self()");
    }

    @Override
    public final String id() {
        return process.id();
    }

    @Override
    public final long incarnation() {
        return number;
    }

    @Override
    public final @Nullable Object argument() {
        return process.argument();
    }

    @Override
    public final Map<String, Object> config() {
        return process.settings().config();
    }

    @Override
    public final Duration uptime() {
        return process.system().uptime();
    }

    @Override
    public final Ref self() {
        return process;
    }

    @Override
    public final Optional<Ref> whereis(String name) {
        return process.system().names().whereis(name);
    }

    @Override
    public final boolean register(String name) {
        present();
        return process.registerAlso(name);
    }

    @Override
    public final @Nullable Caller caller() {
        return current();
    }

    @Override
    public final void reply(Caller caller, @Nullable Object value) {
        present();
        Object reply = value == null ? null : carried(value, "reply");
        if (caller instanceof Call call && take(call)) process.leave(new Leaving.Reply(call, reply));
    }

    final Object carried(Object value, String name) {
        return process.system().messages().carried(value, name);
    }

    /** What a child sends itself never leaves it, so it is nobody else's business what it is. */
    private Object carried(Ref to, Object message) {
        return to == process ? message : carried(message, "message");
    }

    @Override
    public final void refuse(Caller caller, String cause) {
        present();
        if (caller instanceof Call call && take(call)) process.leave(new Leaving.Refusal(call, cause));
    }

    private boolean take(Call call) {
        if (!call.answer()) return false;
        if (call != handling) belongings().open.remove(call);
        return true;
    }

    @Override
    public final void cast(Ref to, Object message) {
        present();
        process.leave(new Leaving.Cast((Incarnation) this, to, carried(to, message)));
    }

    @Override
    public final void ask(Ref to, Object message, Duration deadline, Object tag) {
        present();
        process.leave(new Leaving.Ask((Incarnation) this, to, carried(to, message), deadline, tag));
    }

    @Override
    public final Timer after(Duration delay, Object message) {
        present();
        WorkerTimer timer = new WorkerTimer((Incarnation) this, message);
        belongings().timers.add(timer);
        timer.start(process.system().timers(), Nanos.of(delay));
        return timer;
    }

    @Override
    public final void monitor(Ref other, Object tag) {
        present();
        Process.Watcher watcher = (id, incarnation, reason) ->
                process.put(new OwnMessage((Incarnation) this, new Down(tag, id, incarnation, reason)));
        if (other instanceof Process watched) watched.watch(watcher);
        else watcher.down(other.id(), 0, "noproc");
    }

    @Override
    public final Optional<Map<String, Object>> lastCheckpoint() {
        Checkpoints checkpoints = process.settings().checkpoints();
        return checkpoints == null ? Optional.empty() : checkpoints.last(id(), ((Incarnation) this).schema());
    }

    @Override
    public final <T extends AutoCloseable> T closeAtEnd(T resource) {
        present();
        belongings().holdings().add(resource);
        return resource;
    }

    @Override
    public final ThreadFactory threads() {
        present();
        return belongings().holdings().threads((Incarnation) this);
    }
}
