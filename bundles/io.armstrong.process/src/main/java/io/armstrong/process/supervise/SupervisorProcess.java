package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.core.ChildRecord;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorCore;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.SupervisorState;
import io.armstrong.process.Deadlines;
import io.armstrong.process.MailboxProcess;
import io.armstrong.process.Message;
import io.armstrong.process.Process;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerProcess;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor as a process: one mailbox, one core, and hands on its children.
 *
 * <p>No turn of it waits for anything: what it begins is completed by a message (design section 4). Orders are answered on
 * its turn: what depends on such an answer must not block.
 */
public final class SupervisorProcess extends MailboxProcess {
    /** Orders that may wait; one more is refused with {@link CallFailed} {@code full}. */
    public static final int BOUND = 10_000;

    private static final AtomicReferenceFieldUpdater<SupervisorProcess, @Nullable Rows> ROWS =
            AtomicReferenceFieldUpdater.newUpdater(SupervisorProcess.class, Rows.class, "rows");

    private final ProcessSystem system;
    private final SupervisorState state;
    private final SupervisorOwner owner;
    private final Deadlines deadlines;
    private final Hands hands;
    private final Announcements announcements;
    private final Effects effects;
    private final Published published;
    private final Answers answers = new Answers();
    /** From the id of a dynamic child to its process. */
    private final Function<String, @Nullable Process> leads = this::process;

    /** Once there was one. */
    private volatile @Nullable Rows rows;

    private volatile boolean dead;
    private boolean booted;

    public SupervisorProcess(
            ProcessSystem system,
            SupervisorSpec spec,
            ChildFactory children,
            SupervisorObserver observer,
            SupervisorOwner owner) {
        this(system, spec, children, observer, owner, PolicyAsker.NONE);
    }

    /** @param policies asked where a spec names a policy that is not the core's own */
    public SupervisorProcess(
            ProcessSystem system,
            SupervisorSpec spec,
            ChildFactory children,
            SupervisorObserver observer,
            SupervisorOwner owner,
            PolicyAsker policies) {
        this.system = system;
        this.owner = owner;
        this.state = new SupervisorState(spec, system.nextSeed(), birth -> new Slot(this, birth));
        this.deadlines = new Deadlines(system, task -> put(new SupervisorMessage.Due(task)));
        this.hands = new Hands(this, state, deadlines, children);
        this.announcements = new Announcements(state, observer);
        this.effects = new Effects(this, hands, announcements, answers, deadlines, policies);
        this.published = new Published(state, hands);
    }

    public String id() {
        return state.id();
    }

    /** Starts its children; the owner hears booted or startFailed. Once. */
    public void start() {
        if (state.spec().strategy() == Strategy.SIMPLE_ONE_FOR_ONE)
            system.names().lead(id(), leads);
        put(new SupervisorMessage.Happened(new SupervisorEvent.Boot(), null));
    }

    /** Stops its children in reverse order and exits with that reason (OTP S34). The owner hears exited. */
    public void shutdown(ExitReason reason) {
        put(new SupervisorMessage.Happened(new SupervisorEvent.ParentExited(reason), null));
    }

    /** Ends at once with {@code killed}, its children told but not waited for (OTP S35). */
    public void kill() {
        put(new SupervisorMessage.Due(this::killed));
    }

    /** Runs that in its own turn, ahead of orders and plans: who hears it knows that its loop goes round. */
    public void ping(Runnable heard) {
        put(new SupervisorMessage.Due(heard));
    }

    /** Whether it has not exited yet. */
    public boolean alive() {
        return !dead;
    }

    /** It and its children now, without asking it. */
    public SupervisorSnapshot snapshot() {
        return published.snapshot(system.clock().nanos());
    }

    /** One child now, without asking; null when it has none with that id. */
    public @Nullable ChildView child(String id) {
        return published.child(id);
    }

    /** Whether it has a child with that id now, without asking. */
    public boolean has(String id) {
        return state.child(id) != null;
    }

    /** The same of an id that another supervisor makes with a number; it costs next to nothing. */
    public boolean hasMade(String id) {
        return state.hasMade(id);
    }

    /** The hand on that child now, without asking; null when it has none with that id, or never started it. */
    public @Nullable Child hand(String id) {
        KnownChild child = known(id);
        return child == null ? null : child.hand();
    }

    /** That child, to be looked at later; null when it has none with that id now. */
    public @Nullable KnownChild known(String id) {
        return (Slot) state.child(id);
    }

    /** Each hand there is now, in no order, without asking; that on a child which comes or goes meanwhile may be left out. */
    public void eachHand(Consumer<Child> hears) {
        state.each(child -> {
            Child hand = ((Slot) child).hand();
            if (hand != null) hears.accept(hand);
        });
    }

    /** The process of that child; null when it has none with that id, or it cannot be called. */
    private @Nullable WorkerProcess process(String id) {
        ChildRecord child = state.child(id);
        return child == null ? null : ((Slot) child).process();
    }

    /** Grows with every change that the snapshot shows. */
    public long sequence() {
        return published.sequence();
    }

    /**
     * Gives an order; the stage completes when it is carried out or refused, never exceptionally but with {@link CallFailed}
     * {@code full} when {@link #BOUND} orders wait already.
     *
     * @param order makes the order with the token that it is given
     */
    public CompletableFuture<OrderResult> order(LongFunction<SupervisorEvent.Order> order) {
        CompletableFuture<OrderResult> answer = new CompletableFuture<>();
        if (!order(order, answer::complete)) answer.completeExceptionally(full());
        return answer;
    }

    /** The same with an answer that is told there. @return false when it is refused with {@link #full}, and nothing will be told */
    public boolean order(LongFunction<SupervisorEvent.Order> order, OrderAnswer answer) {
        return offer(new SupervisorMessage.Ordered(order, answer));
    }

    /**
     * The same; a supervisor at rest decides at once on the calling thread, and the child starts there if it {@link
     * io.armstrong.process.WorkerSettings#runsHere may}. Then the answer is told on this thread before this returns, still on the
     * supervisor's turn; elsewhere if others want something of the supervisor meanwhile.
     */
    public boolean orderHere(LongFunction<SupervisorEvent.Order> order, OrderAnswer answer) {
        return offerHereWithNext(new SupervisorMessage.Ordered(order, answer));
    }

    /**
     * Gives orders one after another, each when the one before is answered; what others order meanwhile has its turn between them.
     *
     * @return as {@link #order(LongFunction, OrderAnswer)}; false also when {@link #BOUND} rows are under way
     */
    public boolean orderInRow(OrderRow row) {
        return rows().order(row);
    }

    private Rows rows() {
        if (rows == null) ROWS.compareAndSet(this, null, new Rows(this, answers));
        return Objects.requireNonNull(rows);
    }

    /** Why an order is refused when {@link #BOUND} wait already. */
    public CallFailed full() {
        return new CallFailed(state.id(), "full");
    }

    /** OTP S77: how many there are and how many of them live. */
    public CompletableFuture<OrderResult> countChildren() {
        return order(token -> new SupervisorEvent.CountChildren(
                token, state.spec().strategy() == Strategy.SIMPLE_ONE_FOR_ONE ? Set.of() : hands.dead()));
    }

    /**
     * Takes running children in the hand (an upgrade's plan).
     *
     * @param broken told when the supervisor ends before they are released
     */
    public HeldChildren hold(List<String> ids, Runnable broken) {
        return hold(token -> new SupervisorEvent.Hold(token, ids), broken);
    }

    /** Keeps children that are down from starting, whoever asks for it (an upgrade's plan). @param broken as in {@link #hold} */
    public HeldChildren holdDown(List<String> ids, Runnable broken) {
        return hold(token -> new SupervisorEvent.HoldDown(token, ids), broken);
    }

    private HeldChildren hold(LongFunction<SupervisorEvent.Order> order, Runnable broken) {
        HeldChildren held = new HeldChildren(this, broken);
        order(token -> {
                    answers.held(token, held);
                    return order.apply(token);
                })
                .whenComplete(held::answered);
        return held;
    }

    CompletableFuture<Void> release(long token) {
        CompletableFuture<Void> released = new CompletableFuture<>();
        put(new SupervisorMessage.Due(() -> {
            answers.released(token);
            decide(new SupervisorEvent.Released(token));
            released.complete(null);
        }));
        return released;
    }

    /**
     * One call that was let through to a child on trial has ended (design D4); of an incarnation that is not on trial it means
     * nothing.
     *
     * @param success whether a reply came
     */
    public void trialCall(String id, long incarnation, boolean success) {
        tell(new SupervisorEvent.TrialCall(id, incarnation, success));
    }

    /**
     * Moves a child to another supervisor as it is: nothing is stopped or started, and what it says meanwhile is not lost (feature
     * E4). It obeys its new supervisor and its new spec from its next exit on.
     *
     * @return Started when it is there; Refused when either refuses, and then it is where it was
     */
    public CompletableFuture<OrderResult> move(String id, ChildSpec spec, SupervisorProcess to) {
        return Transfer.of(id, spec, this, to);
    }

    /** How many of its children are up. */
    int running() {
        return (int) snapshot().children().stream()
                .filter(child -> child.status() == ChildStatus.UP)
                .count();
    }

    /** News of a child, told outside of its callbacks: handled on the teller's thread when this supervisor has nothing to do. */
    void exited(Slot slot, SupervisorEvent.OfChild event) {
        putWithin(new SupervisorMessage.Happened(event, slot));
    }

    void completed(Slot slot, SupervisorEvent.OfChild event) {
        putWithin(new SupervisorMessage.Completed(event, slot));
    }

    /** An event of its own making. */
    void tell(SupervisorEvent event) {
        put(new SupervisorMessage.Due(() -> decide(event)));
    }

    void abandoned(String child, long incarnation) {
        announcements.abandoned(child, incarnation);
    }

    @Override
    protected ProcessSystem system() {
        return system;
    }

    @Override
    protected int bound() {
        return BOUND;
    }

    @Override
    protected void escaped(Throwable thrown) {
        system.trouble().report("supervisor " + state.id(), thrown);
    }

    /**
     * Handles one message. Having begun a step that is not completed at once it lets others go first if more messages wait, so that a
     * completion which comes soon is handled before them.
     */
    @Override
    public boolean handle(Message message) {
        effects.nothingBegun();
        if (message instanceof SupervisorMessage.Due due) due.task.run();
        else if (message instanceof SupervisorMessage.Completed done) news(done.slot, done.event);
        else if (message instanceof SupervisorMessage.Happened happened) happened(happened);
        else if (message instanceof SupervisorMessage.Ordered ordered) ordered(ordered);
        else if (message instanceof SupervisorMessage.OfRows of) of.tell(rows());
        Rows many = rows;
        if (many != null) many.goOn();
        // hasUrgent goes first: it takes in what was sent meanwhile, so that what is urgent in it is handled before
        // what waits
        if (!effects.begun() || hasUrgent() || independent()) return true;
        leave();
        return false;
    }

    private boolean independent() {
        Strategy strategy = state.spec().strategy();
        return strategy == Strategy.ONE_FOR_ONE || strategy == Strategy.SIMPLE_ONE_FOR_ONE;
    }

    private void happened(SupervisorMessage.Happened message) {
        if (message.slot != null && message.event instanceof SupervisorEvent.OfChild e) news(message.slot, e);
        else decide(message.event);
    }

    private void news(Slot slot, SupervisorEvent.OfChild event) {
        if (slot.closed()) return;
        if (!slot.isOf(this)) {
            slot.say(other -> other.completed(slot, event));
            return;
        }
        hands.settled(slot, event);
        decide(event, event instanceof SupervisorEvent.ChildStarted ? slot : null);
    }

    private void ordered(SupervisorMessage.Ordered message) {
        decide(message.order.apply(answers.expect(message.answer)));
    }

    /** What that event makes it do. Of its turn. */
    void decide(SupervisorEvent event) {
        decide(event, null);
    }

    /** @param started the child whose start it tells of; null: it tells of none */
    private void decide(SupervisorEvent event, @Nullable Slot started) {
        long now = system.clock().nanos();
        state.degrades(owner.degrades());
        if (state.spec().blast().children() > 0) hands.measure();
        List<SupervisorEffect> decided = SupervisorCore.decide(state, event, now);
        ChildStatus before = status();
        // First: whoever hears that it is up may call it.
        if (started != null) hands.cameUp(started);
        // Then: whoever gets an answer or hears of an event must find in the snapshot what he was told.
        published.update(before, now);
        effects.carryOut(decided);
        if (status() != before) published.update(status(), now);
    }

    /** Its children are started. */
    void booted() {
        booted = true;
        owner.booted();
    }

    private void end() {
        dead = true;
        system.names().leadNoMore(id(), leads);
    }

    private void endRows() {
        Rows many = rows;
        if (many != null) many.end();
    }

    /** It has ended in order. */
    void exit(ExitReason reason) {
        end();
        endRows();
        hands.closeAll();
        deadlines.drop();
        if (booted) owner.exited(reason);
        else owner.startFailed(reason);
    }

    private void killed() {
        if (dead) return;
        end();
        effects.carryOut(SupervisorCore.kill(state));
        endRows();
        if (booted) owner.exited(ExitReason.KILLED);
        else owner.startFailed(ExitReason.KILLED);
        hands.orphanAll();
        published.update(status(), system.clock().nanos());
    }

    private ChildStatus status() {
        if (dead) return ChildStatus.DOWN;
        if (state.ending()) return ChildStatus.STOPPING;
        return booted ? ChildStatus.UP : ChildStatus.STARTING;
    }
}
