package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.core.ChildRecord;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Deadlines.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the process keeps for one child: the hand on it, the deadline that runs, and what others see of it. Closed when the spec is
 * gone: then it hears nothing more. It is itself where the first incarnation tells what becomes of it; later ones have a sink each.
 */
final class Slot extends SlotSink {
    /** The hand on a child that was never started: there is nothing to be done with it. */
    private static final Child NOBODY = new Child() {
        @Override
        public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
            throw new IllegalStateException("nobody was made for " + spec.id());
        }

        @Override
        public void stop(long incarnation, Shutdown how, ExitReason why) {}

        @Override
        public void kill(long incarnation) {}

        @Override
        public boolean alive(long incarnation) {
            return false;
        }
    };

    /** The child as its supervisor's core knows it. */
    private ChildRecord record;
    /** The hand on it; {@link #NOBODY} before the first start. Of the supervisor's turn. */
    Child child = NOBODY;
    /** The supervisor that hears it, or the {@link Unheard} while it is on its way to another. Written under this. */
    private volatile Object hears;
    /** Of the supervisor's turn. */
    private boolean closed;

    private @Nullable Deadline deadline;
    /** The incarnation whose start was killed because it overran its deadline; 0: none. */
    private volatile int overdue;
    /** What others see; null: nothing yet, or a {@link #fresh} one. Written by the supervisor's turn, after {@code since}. */
    private volatile @Nullable ChildView view;
    /** Whether it came up as its first incarnation and nothing has happened since: most dynamic children are so all their life. */
    private volatile boolean fresh;

    private long since;

    Slot(SupervisorProcess supervisor, ChildRecord record) {
        this.hears = supervisor;
        this.record = record;
    }

    /** What is kept of that child; null when nothing is yet. */
    static @Nullable Slot of(@Nullable ChildRecord child) {
        return child == null ? null : (Slot) child.attachment();
    }

    String id() {
        return record.id();
    }

    /** The child as the core of its present supervisor knows it. Of the supervisor's turn. */
    ChildRecord record() {
        return record;
    }

    void record(ChildRecord other) {
        record = other;
    }

    /** Whether there is a hand on it. */
    boolean made() {
        return child != NOBODY;
    }

    ChildSink sink(long incarnation) {
        return incarnation == 1 ? this : new Later(incarnation);
    }

    // ---- what others see ----

    /** Shows that instead of what was shown. */
    void show(ChildView next) {
        view = next;
        fresh = false;
    }

    /** Shows that it is up for the first time, since then. */
    void showFresh(long nanos) {
        since = nanos;
        fresh = true;
        view = null;
    }

    /** What is shown; null when nothing is. From any thread. */
    @Nullable
    ChildView shown(ChildRecord child) {
        while (true) {
            ChildView there = view;
            if (there != null) return there;
            if (fresh) return ChildView.fresh(child, since);
            if (view == null) return null;
        }
    }

    // ---- who hears it ----

    /** What a child said while it had no supervisor, oldest first. */
    private record Unheard(List<Consumer<SupervisorProcess>> news) {}

    /** Says it to whoever is its supervisor; while it is on its way, as soon as it has one. */
    void say(Consumer<SupervisorProcess> news) {
        Object now = hears;
        if (!(now instanceof SupervisorProcess)) now = elseKeep(news);
        if (now instanceof SupervisorProcess supervisor) news.accept(supervisor);
    }

    private synchronized Object elseKeep(Consumer<SupervisorProcess> news) {
        if (hears instanceof Unheard unheard) unheard.news().add(news);
        return hears;
    }

    /** Its supervisor gave it away: what it says waits for the next one. */
    synchronized void leave() {
        hears = new Unheard(new ArrayList<>());
    }

    /** It has another supervisor, which hears first what waited. */
    synchronized void join(SupervisorProcess other) {
        if (hears instanceof Unheard unheard)
            for (Consumer<SupervisorProcess> news : unheard.news()) news.accept(other);
        hears = other;
    }

    boolean isOf(SupervisorProcess process) {
        return hears == process;
    }

    /** A step of it is over. */
    void completed(SupervisorEvent.OfChild event) {
        if (hears instanceof SupervisorProcess supervisor) supervisor.completed(this, event);
        else say(to -> to.completed(this, event));
    }

    /** It ended by itself. */
    void ended(SupervisorEvent.OfChild event) {
        if (hears instanceof SupervisorProcess supervisor) supervisor.exited(this, event);
        else say(to -> to.exited(this, event));
    }

    // ---- its deadline, its end ----

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
        disarm();
        child.forget();
    }

    void arm(Deadline next) {
        disarm();
        deadline = next;
    }

    void disarm() {
        Deadline running = deadline;
        deadline = null;
        if (running != null) running.met();
    }

    /** The start of that incarnation is over its deadline: however it fails now, that is why. */
    void startOverdue(long incarnation) {
        overdue = (int) incarnation;
    }

    ExitReason whyFailed(long incarnation, ExitReason told) {
        return overdue == (int) incarnation ? Hands.START_OVERRAN : told;
    }

    @Override
    Slot slot() {
        return this;
    }

    @Override
    long incarnation() {
        return 1;
    }

    /** Where a later incarnation tells. */
    private final class Later extends SlotSink {
        private final long incarnation;

        Later(long incarnation) {
            this.incarnation = incarnation;
        }

        @Override
        Slot slot() {
            return Slot.this;
        }

        @Override
        long incarnation() {
            return incarnation;
        }
    }
}
