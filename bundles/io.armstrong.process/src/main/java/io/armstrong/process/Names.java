package io.armstrong.process;

import io.armstrong.api.worker.Ref;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Names of processes: a name belongs to a child, not to its incarnation. */
public final class Names {
    private final ConcurrentHashMap<String, Ref> processes = new ConcurrentHashMap<>();
    private final Timers timers;

    Names(Timers timers) {
        this.timers = timers;
    }

    /** @return false when another process holds the name */
    public boolean register(String name, Ref process) {
        Ref holder = processes.putIfAbsent(name, process);
        return holder == null || holder.equals(process);
    }

    /** Frees the name if that process holds it. */
    public void unregister(String name, Ref process) {
        processes.remove(name, process);
    }

    public Optional<Ref> whereis(String name) {
        return Optional.ofNullable(processes.get(name));
    }
}
