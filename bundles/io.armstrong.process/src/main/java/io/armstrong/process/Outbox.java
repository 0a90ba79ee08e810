package io.armstrong.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What a durable worker sends, in order, kept back until the newest checkpoint it stands on is on disk (design D15). Belongs to
 * the child: what an incarnation sent before it crashed still leaves. Of the turn.
 */
final class Outbox {
    private record Entry(long checkpoint, Leaving leaving) {}

    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private final List<Leaving> step = new ArrayList<>();
    private long begun;
    private long saved;
    private int saving;

    /** Keeps something that the step under way sends. */
    void add(Leaving leaving) {
        step.add(leaving);
    }

    /** A save begins. @return its number */
    long begin() {
        saving++;
        return ++begun;
    }

    /** The step is over: what it sent stands on the newest checkpoint begun so far. */
    void seal() {
        for (Leaving leaving : step) waiting.add(new Entry(begun, leaving));
        step.clear();
        flush();
    }

    /** That checkpoint is on disk. */
    void saved(long number) {
        saving--;
        saved = Math.max(saved, number);
        flush();
    }

    /** That checkpoint is not on disk: nothing that waits may leave. */
    void lost(String reason) {
        saving--;
        List<Entry> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(entry -> entry.leaving().fail(reason));
    }

    /** Whether a save is under way: until then nobody knows what the newest durable state is. */
    boolean saving() {
        return saving > 0;
    }

    /** A new incarnation stands on what is on disk, and on nothing that was lost. Called when no save is under way. */
    void rebase() {
        waiting.forEach(entry -> entry.leaving().fail("its checkpoint was lost"));
        waiting.clear();
        saved = begun;
    }

    private void flush() {
        for (Entry entry = waiting.peek(); entry != null && entry.checkpoint() <= saved; entry = waiting.peek()) {
            waiting.remove();
            entry.leaving().leave();
        }
    }
}
