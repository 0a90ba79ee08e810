package io.armstrong.process.supervise;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.ChildRecord;
import io.armstrong.core.SupervisorState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What others may see of a supervisor without asking it. Written by its turn at the cost of what changed, whatever the
 * number of children; read by anyone.
 *
 * <p>{@code sequence} is odd while a turn writes: a reader that saw it change reads again. After {@link #TRIES} it takes what it
 * has: each child is right for itself then, though not all are of one moment.
 */
final class Published {
    private static final int TRIES = 8;

    // Written in order, not at once: there is one writer, and what it tells anybody it tells by a message.
    private static final AtomicLongFieldUpdater<Published> SEQUENCE =
            AtomicLongFieldUpdater.newUpdater(Published.class, "sequence");
    private static final AtomicReferenceFieldUpdater<Published, Flags> FLAGS =
            AtomicReferenceFieldUpdater.newUpdater(Published.class, Flags.class, "flags");

    private final SupervisorState state;
    private final Hands hands;
    private volatile long sequence;
    private volatile Flags flags;

    private record Flags(SupervisorSpec spec, ChildStatus status, int used, long restartedAt) {}

    Published(SupervisorState state, Hands hands) {
        this.state = state;
        this.hands = hands;
        flags = new Flags(state.spec(), ChildStatus.STARTING, 0, 0);
        for (ChildRecord child : state.takeChanges()) write(child, 0);
    }

    /** Publishes what the last event changed. */
    void update(ChildStatus status, long now) {
        List<ChildRecord> changes = state.takeChanges();
        int used = state.used(now);
        Flags was = flags;
        boolean sameFlags = was.spec == state.spec() && was.status == status && was.used == used;
        if (changes.isEmpty() && sameFlags) return;
        SEQUENCE.lazySet(this, sequence + 1);
        for (int i = 0; i < changes.size(); i++) {
            ChildRecord child = changes.get(i);
            if (state.has(child)) write(child, now);
            else hands.left(child);
        }
        if (!sameFlags) flags(state.spec(), status, used, used > was.used ? now : was.restartedAt);
        SEQUENCE.lazySet(this, sequence + 1);
    }

    private void flags(SupervisorSpec spec, ChildStatus status, int used, long restartedAt) {
        FLAGS.lazySet(this, new Flags(spec, status, used, restartedAt));
    }

    private void write(ChildRecord child, long now) {
        Slot slot = (Slot) child;
        if (slot.showFirst(now)) return;
        ChildView was = slot.shown();
        long since = was != null && same(was, child) ? was.sinceNanos() : now;
        long up = was != null && was.incarnation() == child.incarnation() && wasUp(was) ? was.upNanos() : since;
        if (child.fresh() && up == since) slot.showFresh(since);
        else slot.show(view(child, was, now, since, up));
    }

    private static ChildView view(ChildRecord child, @Nullable ChildView was, long now, long since, long up) {
        int restarts = Math.max(0, child.starts() - 1);
        boolean again = restarts > (was == null ? 0 : was.restarts());
        return new ChildView(
                child.id(),
                child.spec(),
                child.status(),
                child.incarnation(),
                restarts,
                reason(child),
                since,
                up,
                again || was == null ? now : was.restartedNanos(),
                child.onTrial(),
                child.wakesAt(),
                child.argument(),
                child.place());
    }

    /** An upgrade is no exit: the child was up before it, and is up after it. */
    private static boolean wasUp(ChildView was) {
        return was.status() == ChildStatus.UP || was.status() == ChildStatus.UPGRADING;
    }

    private static boolean same(ChildView was, ChildRecord child) {
        return was.status() == child.status() && was.incarnation() == child.incarnation();
    }

    private static String reason(ChildRecord child) {
        ExitReason last = child.lastExit();
        return last == null || child.status() == ChildStatus.UP ? "" : last.text();
    }

    /** One child now; null when there is none with that id. */
    @Nullable
    ChildView child(String id) {
        ChildRecord child = state.child(id);
        return child == null ? null : ((Slot) child).shown(id);
    }

    long sequence() {
        return sequence >>> 1;
    }

    SupervisorSnapshot snapshot(long now) {
        SupervisorSnapshot taken = take(now);
        for (int tries = TRIES; tries > 0 && (taken.sequence() & 1) == 1; tries--) taken = take(now);
        return new SupervisorSnapshot(
                taken.sequence() >>> 1, taken.spec(), taken.status(), taken.used(), taken.children());
    }

    /** With an odd sequence when a turn was writing. */
    private SupervisorSnapshot take(long now) {
        long before = sequence;
        Flags seen = flags;
        List<ChildView> children = new ArrayList<>();
        state.each(child -> {
            ChildView shown = ((Slot) child).shown();
            if (shown != null) children.add(shown);
        });
        long after = sequence;
        children.sort(Comparator.comparingLong(ChildView::place));
        boolean quiet = now - seen.restartedAt > seen.spec.intensity().period().toNanos();
        return new SupervisorSnapshot(
                before == after ? before : before | 1, seen.spec, seen.status, quiet ? 0 : seen.used, children);
    }
}
