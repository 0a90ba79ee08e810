package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.core.ChildRecord;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.ChildName;
import io.armstrong.process.Deadlines.Deadline;
import io.armstrong.process.WorkerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the process keeps for one child beside what the core knows of it: the hand on it, the deadline that runs, and what others see
 * of it. Closed when the spec is gone: then it hears nothing more. It is itself where the first incarnation tells what becomes of it;
 * later ones have a sink each.
 */
final class Slot extends ChildRecord implements SlotSink, ChildName, KnownChild {
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

    private static final AtomicReferenceFieldUpdater<Slot, @Nullable Object> VIEW =
            AtomicReferenceFieldUpdater.newUpdater(Slot.class, Object.class, "view");

    /** Shown of one that starts for the first time, and of which there is nothing else to say. */
    private static final Object BEGUN = new Object();
    /** Shown of one that came up as its first incarnation and to which nothing happened since: most dynamic children, all their life. */
    private static final Object FRESH = new Object();

    /** The hand on it; {@link #NOBODY} before the first start. Written by the supervisor's turn. */
    volatile Child child = NOBODY;
    /** The supervisor that hears it, or the {@link Unheard} while it is on its way to another. Written under this. */
    private volatile Object hears;
    /** Written by the supervisor's turn. */
    private volatile boolean closed;

    private @Nullable Deadline deadline;
    /** The incarnation whose start was killed because it overran its deadline; 0: none. */
    private volatile int overdue;
    /** What others see: a {@link ChildView}, {@link #BEGUN} or {@link #FRESH}; null: nothing yet. Written by the supervisor's turn in order, after {@code since}. */
    private volatile @Nullable Object view;

    private long since;

    Slot(SupervisorProcess supervisor, Birth birth) {
        super(birth);
        this.hears = supervisor;
    }

    @Override
    public boolean led() {
        return numbered();
    }

    /** Its process; null when it has none, or none that can be called. From any thread. */
    @Nullable
    WorkerProcess process() {
        return child instanceof CalledChild called ? called.process() : null;
    }

    /** Whether there is a hand on it. */
    boolean made() {
        return child != NOBODY;
    }

    @Override
    public @Nullable Child hand() {
        Child there = child;
        return there == NOBODY ? null : there;
    }

    ChildSink sink(long incarnation) {
        return incarnation == 1 ? this : new Later(incarnation);
    }

    // ---- what others see ----

    /** Shows that instead of what was shown. */
    void show(ChildView next) {
        VIEW.lazySet(this, next);
    }

    /** Shows that it is up for the first time, since then. */
    void showFresh(long nanos) {
        since = nanos;
        VIEW.lazySet(this, FRESH);
    }

    /** Shows its first start, and then that it came up by it, if that is all there is to show. @return whether it is */
    boolean showFirst(long now) {
        Object there = view;
        boolean begins = (there == null || there == BEGUN) && begun();
        boolean came = (there == BEGUN || there == FRESH) && fresh();
        if (there == null && begins) {
            since = now;
            VIEW.lazySet(this, BEGUN);
        } else if (there == BEGUN && came) {
            showFresh(now);
        }
        return begins || came;
    }

    /** What is shown; null when nothing is. From any thread. */
    @Nullable
    ChildView shown() {
        Object there = view;
        return there instanceof ChildView own ? own : there == null ? null : first(id(), there);
    }

    /** The same for who has the id at hand. From any thread. */
    @Nullable
    ChildView shown(String id) {
        Object there = view;
        return there instanceof ChildView own ? own : there == null ? null : first(id, there);
    }

    @Override
    public @Nullable ChildView shownBy(SupervisorProcess supervisor, String id) {
        return isOf(supervisor) && !closed ? shown(id) : null;
    }

    private ChildView first(String id, Object there) {
        return ChildView.first(this, id, there == FRESH ? ChildStatus.UP : ChildStatus.STARTING, since);
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
    public Slot slot() {
        return this;
    }

    @Override
    public long teller() {
        return 1;
    }

    /** Where a later incarnation tells. */
    private final class Later implements SlotSink {
        private final long incarnation;

        Later(long incarnation) {
            this.incarnation = incarnation;
        }

        @Override
        public Slot slot() {
            return Slot.this;
        }

        @Override
        public long teller() {
            return incarnation;
        }
    }
}
