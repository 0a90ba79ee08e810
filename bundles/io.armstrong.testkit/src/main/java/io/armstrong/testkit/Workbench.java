package io.armstrong.testkit;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.PlainData;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Real workers talking to each other in one thread and in virtual time, without a runtime: for the unit tests of child
 * authors.
 *
 * <p>Every order runs until nobody has a message left; a timer fires in {@link #advance} only. Nobody is supervised: a
 * worker that crashed stays down until {@link #restart}. Messages and states that are not plain data are refused. Not for
 * several threads.
 */
public final class Workbench {
    private final Map<String, Station<?>> stations = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final PriorityQueue<Alarm> alarms =
            new PriorityQueue<>(Comparator.comparing(Alarm::at).thenComparing(Alarm::sequence));
    private Duration now = Duration.ZERO;
    private long sequence;

    /** Places a worker and runs its {@code init}; an exception of it is thrown here. */
    public Workbench add(String id, Worker<?> worker) {
        return add(id, worker, null);
    }

    /** As {@link #add(String, Worker)}. @param argument what {@code ctx.argument()} gives */
    public Workbench add(String id, Worker<?> worker, @Nullable Object argument) {
        Station<?> station = new Station<>(this, id, worker, argument);
        stations.put(id, station);
        names.put(id, id);
        station.start();
        settle();
        return this;
    }

    /**
     * Sends a message and returns the reply.
     *
     * @throws CallFailed with the exit reason when the worker crashed on it, the cause when it refused, {@code noproc}
     *     when it is down, {@code timeout} when everything is still and no reply came
     */
    public @Nullable Object call(String id, Object message) {
        Pending pending = new Pending();
        post(id, message, pending);
        settle();
        return pending.value(id);
    }

    /** Sends what the worker's {@code parse} makes of these words, as {@code sup:call} does, and returns the reply. */
    public @Nullable Object say(String id, String... words) {
        return call(id, station(id).parse(List.of(words)));
    }

    /** Sends a message and waits for nothing. */
    public void cast(String id, Object message) {
        post(id, message, null);
        settle();
    }

    /** Lets that much virtual time pass, firing timers in order. */
    public void advance(Duration time) {
        Duration end = now.plus(time);
        for (Alarm next = alarms.peek(); next != null && next.at().compareTo(end) <= 0; next = alarms.peek()) {
            alarms.remove(next);
            now = next.at();
            next.turn().run();
            settle();
        }
        now = end;
    }

    /** Ends the worker if it runs, then runs its {@code init} in a new incarnation, with its last checkpoint. */
    public void restart(String id) {
        station(id).restart();
        settle();
    }

    /** The state of a running worker. */
    public Object state(String id) {
        return station(id).state();
    }

    /** Why the worker is down; empty when it runs. */
    public Optional<ExitReason> exit(String id) {
        return station(id).exit();
    }

    /** How often the worker has asked for a checkpoint. */
    public long checkpoints(String id) {
        return station(id).checkpoints();
    }

    Duration now() {
        return now;
    }

    boolean name(String name, String id) {
        return id.equals(names.putIfAbsent(name, id)) || id.equals(names.get(name));
    }

    Optional<Station<?>> named(String name) {
        return Optional.ofNullable(names.get(name)).map(stations::get);
    }

    /** @throws io.armstrong.process.NotPlainData with the place, when the message could not leave a bundle */
    void post(String id, Object message, @Nullable Pending caller) {
        PlainData.of(message);
        turns.add(() -> station(id).receive(message, caller));
    }

    void later(Runnable turn) {
        turns.add(turn);
    }

    Alarm alarm(Duration delay, Runnable turn) {
        Alarm alarm = new Alarm(now.plus(delay), sequence++, turn);
        alarms.add(alarm);
        return alarm;
    }

    boolean cancel(Alarm alarm) {
        return alarms.remove(alarm);
    }

    private void settle() {
        for (Runnable turn = turns.poll(); turn != null; turn = turns.poll()) turn.run();
    }

    private Station<?> station(String id) {
        return named(id).orElseThrow(() -> new IllegalArgumentException("no worker " + id + " on this bench"));
    }

    record Alarm(Duration at, long sequence, Runnable turn) {}
}
