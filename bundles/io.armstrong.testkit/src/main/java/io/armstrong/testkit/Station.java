package io.armstrong.testkit;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.PlainData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One worker on a {@link Workbench}: its state, and the context of its incarnation. */
final class Station<S> {
    private final Workbench bench;
    private final String id;
    private final Worker<S> worker;
    private final @Nullable Object argument;
    private final List<Pending> open = new ArrayList<>();
    private @Nullable S state;
    /** Volatile: a thread of the worker's own may end it. */
    private volatile @Nullable ExitReason exit;

    private @Nullable BenchContext context;
    private @Nullable Map<String, Object> checkpoint;
    private long incarnation;
    private long checkpoints;

    Station(Workbench bench, String id, Worker<S> worker, @Nullable Object argument) {
        this.bench = bench;
        this.id = id;
        this.worker = worker;
        this.argument = argument;
    }

    void start() {
        context = new BenchContext(bench, this, id, ++incarnation, argument);
        try {
            state = worker.init(context);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("init of " + id + " failed", e);
        }
        exit = null;
    }

    void restart() {
        if (exit == null) end(ExitReason.SHUTDOWN);
        start();
    }

    void receive(Object message, @Nullable Pending caller) {
        if (exit != null) {
            if (caller != null) caller.answer(null, "noproc");
            return;
        }
        BenchContext here = Objects.requireNonNull(context);
        here.handling(caller);
        if (caller != null) open.add(caller);
        try {
            follow(worker.handle(here, running(), message), caller);
        } catch (Exception | StackOverflowError | AssertionError e) {
            end(new ExitReason.Crashed(CrashCause.HANDLER, String.valueOf(e), List.of()));
        } finally {
            here.handling(null);
        }
    }

    private void follow(Step<S> step, @Nullable Pending caller) {
        state = step.state();
        Map<String, Object> data = data(step.state());
        if (step.durable()) keep(data);
        if (step.replies() && caller != null) answered(caller, step.reply(), null);
        if (step.stop() != null) end(step.stop());
    }

    /** As a runtime would for an upgrade; a state that is not plain data is found here. */
    private Map<String, Object> data(S held) {
        Map<String, Object> own = worker.snapshot(held);
        return own == null ? PlainData.ofState(held) : PlainData.copyOf(own);
    }

    private void keep(Map<String, Object> data) {
        checkpoints++;
        checkpoint = data;
    }

    /** Ends this incarnation: whoever still waits for it gets the reason. */
    void end(ExitReason reason) {
        BenchContext here = Objects.requireNonNull(context);
        try {
            worker.terminate(here, running(), reason);
            exit = reason;
        } catch (Exception e) {
            exit = new ExitReason.Crashed(CrashCause.HANDLER, e.toString(), List.of());
        }
        here.close();
        List.copyOf(open).forEach(p -> answered(p, null, running(exit).text()));
    }

    void answered(Pending caller, @Nullable Object value, @Nullable String failure) {
        open.remove(caller);
        bench.later(() -> caller.answer(value, failure));
    }

    Object parse(List<String> words) {
        return worker.parse(words);
    }

    S state() {
        if (exit != null) throw new IllegalStateException(id + " is down: " + exit.text());
        return running();
    }

    Optional<ExitReason> exit() {
        return Optional.ofNullable(exit);
    }

    Optional<Map<String, Object>> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    long checkpoints() {
        return checkpoints;
    }

    private S running() {
        return running(state);
    }

    private static <T> T running(@Nullable T value) {
        return Objects.requireNonNull(value, "not started");
    }
}
