package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** A context in which nothing happens: what the worker wants is written down (design section 4). Of one thread. */
final class DryContext implements WorkerContext {
    private final WorkerProcess process;
    private final Map<String, Object> config;
    private final List<String> effects = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** @param process the child that is rehearsed; it is only asked who it is */
    DryContext(WorkerProcess process, Map<String, Object> config) {
        this.process = process;
        this.config = config;
    }

    /** What was wanted, in order, one line each. */
    List<String> effects() {
        return List.copyOf(effects);
    }

    /** Closes what the worker opened by itself before it handed it over; what that throws is one more effect. */
    void end() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                effects.add("closing " + resource.getClass().getName() + " threw " + Exits.cause(e));
            }
        }
    }

    @Override
    public String id() {
        return process.id();
    }

    @Override
    public long incarnation() {
        return process.incarnation();
    }

    @Override
    public @Nullable Object argument() {
        return process.argument();
    }

    @Override
    public Map<String, Object> config() {
        return config;
    }

    @Override
    public Duration uptime() {
        return Duration.ofNanos(process.system().clock().nanos());
    }

    @Override
    public Ref self() {
        return new Nobody(id());
    }

    @Override
    public Optional<Ref> whereis(String name) {
        return process.system().names().whereis(name).map(found -> new Nobody(name));
    }

    @Override
    public boolean register(String name) {
        effects.add("register " + name);
        return true;
    }

    @Override
    public @Nullable Caller caller() {
        return null;
    }

    @Override
    public void reply(Caller caller, @Nullable Object value) {
        effects.add("reply");
    }

    @Override
    public void refuse(Caller caller, String cause) {
        effects.add("refuse a caller: " + cause);
    }

    @Override
    public void cast(Ref to, Object message) {
        effects.add("cast to " + to.id());
    }

    @Override
    public void ask(Ref to, Object message, Duration deadline, Object tag) {
        effects.add("ask " + to.id());
    }

    @Override
    public Timer after(Duration delay, Object message) {
        effects.add("timer after " + delay.toMillis() + " ms");
        return () -> true;
    }

    @Override
    public void monitor(Ref other, Object tag) {
        effects.add("monitor " + other.id());
    }

    @Override
    public Optional<Map<String, Object>> lastCheckpoint() {
        return Optional.empty();
    }

    @Override
    public <T extends AutoCloseable> T closeAtEnd(T resource) {
        effects.add("open " + resource.getClass().getName());
        opened.add(resource);
        return resource;
    }

    /** Its threads end at once. */
    @Override
    public ThreadFactory threads() {
        return task -> {
            effects.add("thread for " + task.getClass().getName());
            return new Thread(() -> {}, "armstrong-rehearsal-of-" + id());
        };
    }

    /** Whoever the worker addresses: what is sent is written down and reaches nobody. */
    private final class Nobody implements Ref {
        private final String name;

        private Nobody(String name) {
            this.name = name;
        }

        @Override
        public String id() {
            return name;
        }

        @Override
        public boolean cast(Object message) {
            effects.add("cast to " + name);
            return true;
        }

        @Override
        @SuppressWarnings("NullAway") // a class file does not say that the reply of Ref.call may be null
        public CompletionStage<@Nullable Object> call(Object message, Duration deadline) {
            effects.add("call of " + name);
            return CompletableFuture.failedStage(new CallFailed(name, "rehearsal"));
        }
    }
}
