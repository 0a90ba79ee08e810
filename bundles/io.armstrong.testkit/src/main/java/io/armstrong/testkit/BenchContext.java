package io.armstrong.testkit;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What one incarnation on a {@link Workbench} may use. */
final class BenchContext implements WorkerContext {
    private final Workbench bench;
    private final Station<?> station;
    private final String id;
    private final long incarnation;
    private final @Nullable Object argument;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();
    private @Nullable Pending caller;
    private boolean ended;

    BenchContext(Workbench bench, Station<?> station, String id, long incarnation, @Nullable Object argument) {
        this.bench = bench;
        this.station = station;
        this.id = id;
        this.incarnation = incarnation;
        this.argument = argument;
    }

    void handling(@Nullable Pending who) {
        caller = who;
    }

    void close() {
        ended = true;
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException("a resource of " + id + " does not close", e);
            }
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long incarnation() {
        return incarnation;
    }

    @Override
    public @Nullable Object argument() {
        return argument;
    }

    @Override
    public Map<String, Object> config() {
        return Map.of();
    }

    @Override
    public Duration uptime() {
        return bench.now();
    }

    @Override
    public Ref self() {
        return new BenchRef(bench, id);
    }

    @Override
    public Optional<Ref> whereis(String name) {
        return bench.named(name).map(found -> new BenchRef(bench, name));
    }

    @Override
    public boolean register(String name) {
        return bench.name(name, id);
    }

    @Override
    public @Nullable Caller caller() {
        return caller;
    }

    @Override
    public void reply(Caller to, @Nullable Object value) {
        station.answered((Pending) to, value, null);
    }

    @Override
    public void refuse(Caller to, String cause) {
        station.answered((Pending) to, null, cause);
    }

    @Override
    public void cast(Ref to, Object message) {
        bench.post(to.id(), message, null);
    }

    @Override
    public void ask(Ref to, Object message, Duration deadline, Object tag) {
        Pending question = new Pending((value, failure) -> ownTurn(new Answer(tag, value, failure)));
        bench.post(to.id(), message, question);
        bench.alarm(deadline, () -> question.answer(null, "timeout"));
    }

    @Override
    public Timer after(Duration delay, Object message) {
        Workbench.Alarm alarm = bench.alarm(delay, () -> ownTurn(message));
        return () -> bench.cancel(alarm);
    }

    @Override
    public void monitor(Ref other, Object tag) {
        throw new UnsupportedOperationException("nobody is supervised on a bench");
    }

    @Override
    public Optional<Map<String, Object>> lastCheckpoint() {
        return station.checkpoint();
    }

    @Override
    public <T extends AutoCloseable> T closeAtEnd(T resource) {
        resources.push(resource);
        return resource;
    }

    @Override
    public ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, id + "-own");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(
                    (t, e) -> station.end(new ExitReason.Crashed(CrashCause.THREAD, e.toString(), List.of())));
            resources.push(thread::interrupt);
            return thread;
        };
    }

    /** What an incarnation sent itself ends with it. */
    private void ownTurn(Object message) {
        bench.later(() -> {
            if (!ended) station.receive(message, null);
        });
    }

    private record BenchRef(Workbench bench, String id) implements Ref {
        @Override
        public boolean cast(Object message) {
            bench.post(id, message, null);
            return true;
        }

        @Override
        public CompletionStage<Object> call(Object message, Duration deadline) {
            CompletableFuture<Object> reply = new CompletableFuture<>();
            bench.post(id, message, new Pending((value, failure) -> {
                if (failure == null) reply.complete(value);
                else reply.completeExceptionally(new CallFailed(id, failure));
            }));
            return reply;
        }
    }
}
