package io.armstrong.testkit.simulator;

import io.armstrong.process.Turn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;

/** The threads of turns that may block, of which none runs while anything else does. */
final class Sleepers {
    /** Of all scenarios in this JVM. */
    private static final ConcurrentLinkedDeque<SleeperThread> IDLE = new ConcurrentLinkedDeque<>();

    private final SimulatedTime time;
    private final Set<SleeperThread> alive = new LinkedHashSet<>();

    Sleepers(SimulatedTime time) {
        this.time = time;
    }

    /** A turn that runs that one on a thread of its own, and ends when it is done or sleeps. */
    Turn turn(Turn turn, String name) {
        return () -> {
            SleeperThread thread = begin(turn, name);
            alive.add(thread);
            settle(thread);
        };
    }

    private SleeperThread begin(Turn turn, String name) {
        for (SleeperThread idle = IDLE.poll(); idle != null; idle = IDLE.poll())
            if (idle.begin(this, turn, name)) return idle;
        SleeperThread made = new SleeperThread();
        made.begin(this, turn, name);
        return made;
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
        if (!thread.done()) return;
        alive.remove(thread);
        IDLE.push(thread);
    }

    void close() {
        List<SleeperThread> left = new ArrayList<>(alive);
        alive.clear();
        for (SleeperThread thread : left) {
            thread.abort();
            settle(thread);
        }
    }
}
