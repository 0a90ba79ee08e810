package io.armstrong.testkit.simulator;

import io.armstrong.process.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The threads of turns that may block, of which none runs while anything else does. */
final class Sleepers {
    private final SimulatedTime time;
    private final Set<SleeperThread> alive = new LinkedHashSet<>();

    Sleepers(SimulatedTime time) {
        this.time = time;
    }

    /** A turn that runs that one on a thread of its own, and ends when it is done or sleeps. */
    Turn turn(Turn turn, String name) {
        return () -> {
            SleeperThread thread = new SleeperThread(this, turn, name);
            alive.add(thread);
            thread.begin();
            settle(thread);
        };
    }

    /** Has the thread sleep no longer when that time is over. */
    void wakeAfter(SleeperThread thread, long nanos, long sleep) {
        if (nanos == Long.MAX_VALUE) return;
        time.after(nanos, () -> {
            if (thread.wake(sleep)) settle(thread);
        });
    }

    /** Runs on one sleeper that was interrupted. @return whether there was one */
    boolean wakeInterrupted() {
        for (SleeperThread thread : alive) {
            if (!thread.wakeInterrupted()) continue;
            settle(thread);
            return true;
        }
        return false;
    }

    /** Whether one of them was interrupted and has not heard of it. */
    boolean disturbed() {
        for (SleeperThread thread : alive) if (thread.disturbed()) return true;
        return false;
    }

    /** Whether one of them sleeps and will wake by itself. */
    boolean willWake() {
        for (SleeperThread thread : alive) if (thread.willWake()) return true;
        return false;
    }

    private void settle(SleeperThread thread) {
        thread.awaitPause();
        if (thread.done()) alive.remove(thread);
    }

    void close() {
        List<SleeperThread> left = new ArrayList<>(alive);
        alive.clear();
        for (SleeperThread thread : left) {
            thread.abort();
            thread.awaitPause();
        }
    }
}
