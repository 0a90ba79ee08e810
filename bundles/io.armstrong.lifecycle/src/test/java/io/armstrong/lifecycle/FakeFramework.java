package io.armstrong.lifecycle;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A framework of names and states; what a bundle does when it is called is told by the test. */
final class FakeFramework implements FrameworkCalls {
    final Map<Long, String> states = new ConcurrentHashMap<>();
    final Map<Long, String> versions = new ConcurrentHashMap<>();
    final Map<String, Call.Action> behaviour = new ConcurrentHashMap<>();
    final Map<Long, Set<Long>> closures = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    final Map<String, Thread> threads = new ConcurrentHashMap<>();

    FakeFramework with(long... ids) {
        for (long id : ids) states.put(id, "RESOLVED");
        return this;
    }

    /** @param what {@code start 7} */
    FakeFramework on(String what, Call.Action action) {
        behaviour.put(what, action);
        return this;
    }

    private void called(String what) throws Exception {
        calls.add(what);
        threads.put(what, Thread.currentThread());
        Call.Action action = behaviour.get(what);
        if (action != null) action.run();
    }

    @Override
    public long install(String location, Path jar) throws Exception {
        called("install " + location);
        states.put(100L, "INSTALLED");
        return 100;
    }

    @Override
    public void start(long id) throws Exception {
        states.put(id, "STARTING");
        try {
            called("start " + id);
            states.put(id, "ACTIVE");
        } catch (Exception | Error thrown) {
            states.put(id, "RESOLVED");
            throw thrown;
        }
    }

    @Override
    public void stop(long id) throws Exception {
        states.put(id, "STOPPING");
        try {
            called("stop " + id);
        } finally {
            states.put(id, "RESOLVED");
        }
    }

    @Override
    public void update(long id, Path jar) throws Exception {
        called("update " + id);
        versions.put(id, "2.0.0");
    }

    @Override
    public void uninstall(long id) throws Exception {
        called("uninstall " + id);
        states.remove(id);
    }

    @Override
    public void refresh(Collection<Long> ids) throws Exception {
        called("refresh " + ids);
    }

    @Override
    public Set<Long> closure(Collection<Long> ids) {
        Set<Long> closure = new HashSet<>(ids);
        for (long id : ids) closure.addAll(closures.getOrDefault(id, Set.of()));
        return closure;
    }

    @Override
    public Seen look(long id) {
        if (!states.containsKey(id)) return new Seen(id, "", "UNINSTALLED", "");
        return new Seen(id, "b" + id, states.get(id), versions.getOrDefault(id, "1.0.0"));
    }

    @Override
    public OptionalLong at(String location) {
        return location.equals("taken") ? OptionalLong.of(1) : OptionalLong.empty();
    }
}
