package io.armstrong.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an incarnation gathered and few do: it all ends with it. Of the turn. */
final class Belongings {
    /** Timers that have not fired. */
    final Set<WorkerTimer> timers = new HashSet<>();
    /** Calls left open by {@code Step.next}; see {@link #leaveOpen}. */
    final Set<Call> open = new LinkedHashSet<>();

    /** Kills it when its end takes too long. */
    Timers.@Nullable Timer kill;
    /** Of calls it waits for. */
    private @Nullable Deadlines deadlines;

    private int sweepAt = 64;
    /** Who wants to know of the end. */
    final List<Process.Watcher> watchers = new ArrayList<>();
    /** Threads and resources of the code that stands inside; an upgrade ends these and keeps the rest. */
    private volatile @Nullable Holdings holdings;

    /** Those there are, for who looks from outside. */
    @Nullable
    Holdings holdingsIfAny() {
        return holdings;
    }

    Holdings holdings() {
        Holdings mine = holdings;
        if (mine == null) holdings = mine = new Holdings();
        return mine;
    }

    Deadlines deadlines(Incarnation owner) {
        Deadlines mine = deadlines;
        if (mine == null)
            deadlines = mine = new Deadlines(
                    owner.process().system(), task -> owner.process().put(Order.urgent(task)));
        return mine;
    }

    /** Hands the threads and resources over to be ended; null when there are none. */
    @Nullable
    Holdings takeHoldings() {
        Holdings mine = holdings;
        holdings = null;
        return mine;
    }

    /** Remembers a call that was not answered yet; now and then those are forgotten whose caller gave up meanwhile. */
    void leaveOpen(Call call) {
        if (open.size() >= sweepAt) {
            open.removeIf(Call::done);
            sweepAt = Math.max(64, 2 * open.size());
        }
        open.add(call);
    }

    /** Timers stop, open calls get the reason, watchers are told, each once. */
    void end(String id, long incarnation, String reason) {
        if (kill != null) kill.cancel();
        List.copyOf(timers).forEach(WorkerTimer::cancel);
        open.forEach(call -> call.fail(reason));
        watchers.forEach(watcher -> watcher.down(id, incarnation, reason));
        if (deadlines != null) deadlines.cutShort();
        timers.clear();
        open.clear();
        watchers.clear();
    }
}
