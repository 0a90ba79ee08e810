package io.armstrong.lifecycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which job may run: a lane for each bundle, jobs in one lane in order, lanes side by side. A refresh stands in the lanes
 * of its whole closure at once. Only bookkeeping is done under the lock; nothing is called.
 */
final class Lanes {
    /** What came of {@link #enter}. @param hung the job in the way, if it hangs */
    record Entry(boolean entered, boolean mayRun, @Nullable Job hung) {}

    /** Who waited behind a job that hangs, and who may run because they left. */
    record Hung(Set<Job> behind, List<Job> mayRun) {}

    private final int most;
    private final Map<Object, Deque<Job>> lanes = new HashMap<>();
    private int jobs;
    private boolean closed;

    /** @param most jobs at a time; what comes beyond is refused */
    Lanes(int most) {
        this.most = most;
    }

    /** Puts a job last in its lanes, unless one of them is held by a job that hangs. */
    synchronized Entry enter(Job job) {
        for (Object key : job.keys) {
            Job first = on(key);
            if (first != null && first.hung) return new Entry(false, false, first);
        }
        if (closed || jobs >= most) return new Entry(false, false, null);
        jobs++;
        for (Object key : job.keys) {
            Deque<Job> lane = lanes.computeIfAbsent(key, k -> new ArrayDeque<>(2));
            if (!lane.isEmpty()) job.ahead++;
            lane.add(job);
        }
        return new Entry(true, job.ahead == 0, null);
    }

    /** Takes a job out of its lanes. @return the jobs that may run now */
    synchronized List<Job> leave(Job job) {
        List<Job> mayRun = new ArrayList<>(1);
        jobs--;
        for (Object key : job.keys) {
            Deque<Job> lane = lanes.get(key);
            if (lane == null) continue;
            boolean first = lane.peek() == job;
            lane.remove(job);
            Job next = lane.peek();
            if (next == null) lanes.remove(key);
            else if (first && --next.ahead == 0) mayRun.add(next);
        }
        return mayRun;
    }

    /** Marks a running job as hung; the jobs behind it leave. */
    synchronized Hung hang(Job job) {
        job.hung = true;
        return clear(
                job.keys.stream().map(lanes::get).filter(lane -> lane != null).toList());
    }

    /** Takes no more jobs in; those that have not begun leave. @return them */
    synchronized Set<Job> close() {
        closed = true;
        return clear(List.copyOf(lanes.values())).behind();
    }

    private Hung clear(List<Deque<Job>> some) {
        Set<Job> behind = new LinkedHashSet<>();
        for (Deque<Job> lane : some) lane.stream().filter(job -> job.ahead > 0).forEach(behind::add);
        List<Job> mayRun = new ArrayList<>();
        for (Job job : behind) mayRun.addAll(leave(job));
        mayRun.removeAll(behind);
        return new Hung(behind, mayRun);
    }

    /** The first job in that lane: the one that runs, or is about to. */
    synchronized @Nullable Job on(Object key) {
        Deque<Job> lane = lanes.get(key);
        return lane == null ? null : lane.peek();
    }

    /** The jobs that hang. */
    synchronized Set<Job> hung() {
        Set<Job> hung = new LinkedHashSet<>();
        for (Deque<Job> lane : lanes.values())
            lane.stream().filter(job -> job.hung).forEach(hung::add);
        return hung;
    }
}
