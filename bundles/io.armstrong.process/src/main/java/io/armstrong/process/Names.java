package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Names of processes and their properties. A name belongs to a child, not to its incarnation: a lookup during a restart finds it.
 *
 * <p>A lookup is one read of a concurrent map. Under each name stands a process or a list of those who wait for one, and both change
 * in one step, so that no wake-up is lost.
 */
public final class Names implements Registry {
    /** What stands under a name: who holds it, or those who wait for one. */
    sealed interface Slot permits Process, Waiting {}

    record Waiting(List<CompletableFuture<Ref>> promises) implements Slot {}

    private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
    /** Who knows the dynamic children of a supervisor, by its id: those that have numbers stand in no other map. */
    private final ConcurrentHashMap<String, Function<String, @Nullable Process>> leaders = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<Process, Map<String, Object>> properties = new ConcurrentHashMap<>();
    private final Dispatcher dispatcher;
    private final Timers timers;

    Names(Dispatcher dispatcher, Timers timers) {
        this.dispatcher = dispatcher;
        this.timers = timers;
    }

    /** From now on ids of that supervisor's with a number lead to whom it says; who is registered under such a name goes first. */
    public void lead(String supervisor, Function<String, @Nullable Process> leader) {
        leaders.put(supervisor, leader);
    }

    /** Ends {@link #lead}, unless somebody else leads by now. */
    public void leadNoMore(String supervisor, Function<String, @Nullable Process> leader) {
        leaders.remove(supervisor, leader);
    }

    private @Nullable Process led(String name) {
        int dash = leaders.isEmpty() ? -1 : name.lastIndexOf('-');
        Function<String, @Nullable Process> leader = dash < 0 ? null : leaders.get(name.substring(0, dash));
        return leader == null ? null : leader.apply(name);
    }

    /** @return false when another process holds the name */
    boolean register(ChildName name, Process process) {
        if (!name.led()) return register(name.id(), process);
        tell(name.id(), process);
        return true;
    }

    /** Frees the name of a child that has ended. */
    void unregister(ChildName name, Process process) {
        unregister(name.id(), process);
    }

    /** Those who wait for a name that somebody has to whom its supervisor leads. */
    private void tell(String name, Process process) {
        while (slots.get(name) instanceof Waiting waiting)
            if (slots.remove(name, waiting))
                waiting.promises().forEach(promise -> Promises.complete(dispatcher, promise, process));
    }

    /** @return false when another process holds the name */
    public boolean register(String name, Process process) {
        Process led = led(name);
        if (led != null && led != process) return false;
        Slot before = slots.putIfAbsent(name, process);
        while (before instanceof Waiting waiting && !slots.replace(name, waiting, process))
            before = slots.putIfAbsent(name, process);
        if (before instanceof Waiting waiting)
            waiting.promises().forEach(promise -> Promises.complete(dispatcher, promise, process));
        return before == null || before == process || before instanceof Waiting;
    }

    /** Frees the name if that process holds it; its properties go with its last name. */
    public void unregister(String name, Process process) {
        slots.computeIfPresent(name, (n, slot) -> slot == process ? null : slot);
        // Few have properties: nobody else's names are looked through for those who have none.
        if (properties.containsKey(process) && !slots.containsValue(process)) properties.remove(process);
    }

    @Override
    public Optional<Ref> whereis(String name) {
        return Optional.ofNullable(find(name));
    }

    private @Nullable Process find(String name) {
        Slot slot = slots.get(name);
        if (slot instanceof WorkerProcess worker) return worker; // nearly all of them, and found out at once
        return slot instanceof Process process ? process : led(name);
    }

    @Override
    public CompletionStage<Ref> await(String name, Duration limit) {
        CompletableFuture<Ref> promise = new CompletableFuture<>();
        Slot now = slots.compute(name, (n, slot) -> slot instanceof Process ? slot : waiting(slot, promise));
        if (now instanceof Process process) {
            promise.complete(process);
            return promise;
        }
        Process led = led(name); // it may have come before anybody waited
        if (led != null) tell(name, led);
        Timers.Timer timer = timers.after(Nanos.of(limit), () -> {
            forget(name, promise);
            Promises.fail(dispatcher, promise, new CallFailed(name, "timeout"));
        });
        promise.whenComplete((ref, thrown) -> timer.cancel());
        return promise;
    }

    private static Waiting waiting(@org.jspecify.annotations.Nullable Slot slot, CompletableFuture<Ref> one) {
        List<CompletableFuture<Ref>> promises = new ArrayList<>();
        if (slot instanceof Waiting others) promises.addAll(others.promises());
        promises.add(one);
        return new Waiting(List.copyOf(promises));
    }

    private void forget(String name, CompletableFuture<Ref> promise) {
        slots.computeIfPresent(name, (n, slot) -> {
            if (!(slot instanceof Waiting waiting)) return slot;
            List<CompletableFuture<Ref>> left = waiting.promises().stream()
                    .filter(other -> other != promise)
                    .toList();
            return left.isEmpty() ? null : new Waiting(left);
        });
    }

    /** @throws CallFailed noproc when nobody holds the name */
    @Override
    public void setProperty(String name, String key, Object value) {
        Process process = find(name);
        if (process == null) throw new CallFailed(name, "noproc");
        properties.computeIfAbsent(process, p -> new ConcurrentHashMap<>()).put(key, value);
    }

    @Override
    public Map<String, Object> properties(String name) {
        Process process = find(name);
        Map<String, Object> known = process == null ? null : properties.get(process);
        return known == null ? Map.of() : Map.copyOf(known);
    }

    @Override
    public CompletionStage<String> monitor(String name) {
        CompletableFuture<String> end = new CompletableFuture<>();
        Process process = find(name);
        if (process == null) end.complete("noproc");
        else process.watch((id, incarnation, reason) -> Promises.complete(dispatcher, end, reason));
        return end;
    }
}
