package io.armstrong.core;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything one supervisor knows. A mutable object owned by that supervisor alone: copying it for each event would cost
 * as much as it has children (design section 4). Only {@link SupervisorCore} changes it.
 */
public final class SupervisorState {
    /** Where the supervisor is in its own life. */
    enum Phase {
        NEW,
        BOOTING,
        RUNNING,
        ENDING,
        ENDED
    }

    /** Room for as many effects is kept from one event to the next. */
    private static final int EFFECTS_KEPT = 64;

    private final String id;
    private final Function<ChildRecord.Birth, ? extends ChildRecord> records;
    private final RestartWindow window;
    private List<ChildRecord> changes = new ArrayList<>(2);
    private List<ChildRecord> spare = new ArrayList<>(2);
    private SupervisorSpec spec;
    /** In start order: a restart moves nobody (OTP S76). */
    private volatile Children children;

    /** The dynamic child made last, whose id is asked for again and again until it is up, and would be put together each time. */
    private @Nullable Named newest;

    private record Named(ChildRecord child, String id) {}

    private final SplittableRandom chance;
    private boolean degrades;
    private long tickets;
    private Phase phase = Phase.NEW;
    private int starting;
    private int restarting;

    /** The plan under way that keeps orders waiting; null: none. */
    @Nullable
    Plan plan;

    /** Whom a group restart that stopped at a failed start has not come to, in start order, by the child they wait for. */
    private final Map<String, List<ChildRecord>> halted = new HashMap<>();

    /** Orders whose plan was cut short: answered when the supervisor exits. */
    final List<Long> unanswered = new ArrayList<>();

    /** Events that wait for the plan to end, oldest first. */
    final Deque<SupervisorEvent> deferred = new ArrayDeque<>();

    /** What is to be done, of the event being decided: good until the next one is. */
    private List<SupervisorEffect> effects = new ArrayList<>(2);

    /** Monotonic time of the event being decided. */
    long now;

    /** A supervisor that has not started yet, its chance seeded with 0. */
    public SupervisorState(SupervisorSpec spec) {
        this(spec, 0, ChildRecord::new);
    }

    /**
     * A supervisor that has not started yet.
     *
     * @param seed of the jitter of its children's backoff: the same seed gives the same delays
     * @param records makes the record of a child
     */
    public SupervisorState(SupervisorSpec spec, long seed, Function<ChildRecord.Birth, ? extends ChildRecord> records) {
        this.records = records;
        this.chance = new SplittableRandom(seed);
        this.id = spec.id();
        this.spec = spec;
        this.children = new Children(id);
        this.window = new RestartWindow(spec.intensity());
        if (!simple()) for (ChildSpec child : spec.children()) add(child(child));
    }

    public String id() {
        return id;
    }

    /** The record of a static child that it did not have. */
    ChildRecord child(ChildSpec own) {
        return records.apply(new ChildRecord.Birth(this, own.id(), own, null));
    }

    /** The record of a dynamic child that it did not have. */
    ChildRecord child(String childId, @Nullable Object argument) {
        ChildRecord made = records.apply(new ChildRecord.Birth(this, childId, null, argument));
        newest = new Named(made, childId);
        return made;
    }

    /** The id of that child where it is at hand as text. From any thread. */
    @Nullable
    String idAtHand(ChildRecord child) {
        Named known = newest;
        return known != null && known.child == child ? known.id : null;
    }

    private @Nullable ChildRecord atHand(String childId) {
        Named known = newest;
        return known != null && known.id.equals(childId) && children.has(known.child) ? known.child : null;
    }

    /** Flags and static specs as they are now (OTP S107 may have changed them). */
    public SupervisorSpec spec() {
        return spec;
    }

    /** The children in start order; a live view. */
    public Collection<ChildRecord> children() {
        return Collections.unmodifiableCollection(children);
    }

    /** Each child, in no order, from any thread; one that comes or goes meanwhile may be left out. */
    public void each(Consumer<ChildRecord> hears) {
        children.each(hears);
    }

    /** Whether that is one of its children now. */
    public boolean has(ChildRecord child) {
        return children.has(child);
    }

    /** As {@link #child}, of an id that another supervisor makes with a number: mostly told without looking for it. From any thread. */
    public boolean hasMade(String id) {
        return children.anyLikeNumbered() && child(id) != null;
    }

    /** The child with that id; null when there is none. From any thread. */
    public @Nullable ChildRecord child(String childId) {
        ChildRecord named = atHand(childId);
        return named != null ? named : children.get(childId);
    }

    /** Restarts counted in the window that ends now. */
    public int used(long nanos) {
        return window.used(nanos);
    }

    /**
     * Whether an escalation leaves it running: the child it is about is left failed instead (design D6: the root action {@code
     * degrade}). Of the supervisor's own turn.
     */
    public void degrades(boolean value) {
        degrades = value;
    }

    boolean degrades() {
        return degrades;
    }

    /** Whether its own start is done and it has not begun to end. */
    public boolean running() {
        return phase == Phase.RUNNING;
    }

    /** Whether it is stopping its children for good. */
    public boolean ending() {
        return phase == Phase.ENDING;
    }

    /** Whether it has exited: nothing more will ever be decided. */
    public boolean ended() {
        return phase == Phase.ENDED;
    }

    /** Whether nothing is under way: no plan, no start, no event that waits. */
    public boolean quiet() {
        return plan == null && starting == 0 && deferred.isEmpty() && restarting == 0;
    }

    /** The children changed, added or removed since this was last asked, in order of their first change; good until it is asked again. */
    public List<ChildRecord> takeChanges() {
        if (changes.isEmpty()) return List.of();
        List<ChildRecord> taken = changes;
        changes = spare;
        spare = taken;
        changes.clear();
        for (int i = 0; i < taken.size(); i++) taken.get(i).noted(false);
        return taken;
    }

    /** How many running children an end of that one stops: itself and what is below it. */
    int reach(ChildRecord child) {
        return Math.max(1, child.reach());
    }

    /** A number that no wait had before. */
    long nextTicket() {
        return ++tickets;
    }

    SplittableRandom chance() {
        return chance;
    }

    /** The policy asked about that child: its own, else the supervisor's. */
    String policyOf(ChildRecord child) {
        String own = child.spec().recovery().policy();
        return own.isEmpty() ? spec.policy() : own;
    }

    /** The child's own limit; null: it has none (design D2). */
    @Nullable
    Intensity limitOf(ChildRecord child) {
        Intensity own = child.spec().recovery().limit();
        if (own == null) own = policyOf(child).equals(SupervisorSpec.OTP) ? null : spec.intensity();
        Account account = child.knownAccount();
        return account == null ? own : account.reduced(own);
    }

    Strategy strategy() {
        return spec.strategy();
    }

    boolean simple() {
        return spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
    }

    /** Whether one child's fate is no other child's business. */
    boolean independent() {
        return simple() || spec.strategy() == Strategy.ONE_FOR_ONE;
    }

    AutoShutdown autoShutdown() {
        return spec.autoShutdown();
    }

    Intensity intensity() {
        return spec.intensity();
    }

    RestartWindow window() {
        return window;
    }

    /** The template of a simple_one_for_one supervisor. */
    ChildSpec template() {
        return spec.children().get(0);
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /** Starts that are under way. */
    int starting() {
        return starting;
    }

    /** Children whose failed restart waits to be tried again. */
    int restarting() {
        return restarting;
    }

    int size() {
        return children.size();
    }

    void add(ChildRecord child) {
        children.put(child);
        changed(child);
    }

    void remove(ChildRecord child) {
        if (!child.is(ChildStatus.DOWN)) child.become(ChildStatus.DOWN);
        withdraw(child);
        emit(new SupervisorEffect.Forget(child.id()));
        if (idAtHand(child) != null) newest = null;
    }

    /** The child is another supervisor's from now on. */
    void leave(ChildRecord child) {
        withdraw(child);
    }

    private void withdraw(ChildRecord child) {
        children.remove(child);
        changed(child);
    }

    /** A group restart stopped at the start of that one, which failed: the rest waits for it and for nobody else. */
    void halt(ChildRecord failed, List<ChildRecord> rest) {
        if (!rest.isEmpty()) halted.put(failed.id(), List.copyOf(rest));
    }

    /** The rest that waited for that one, which waits for it no longer; empty: nobody did. */
    List<ChildRecord> unhalt(ChildRecord failed) {
        List<ChildRecord> rest = halted.remove(failed.id());
        return rest == null ? List.of() : rest;
    }

    /** Other flags, and other children in another order. */
    void replace(SupervisorSpec other, Map<String, ChildRecord> inOrder) {
        spec = other;
        window.change(other.intensity());
        Children next = new Children(id);
        for (ChildRecord child : inOrder.values()) next.put(child);
        children = next;
        for (ChildRecord child : next) changed(child);
    }

    List<ChildRecord> inOrder() {
        return new ArrayList<>(children);
    }

    /** Another event is decided: nothing is to be done yet. */
    void begin(long nanos) {
        now = nanos;
        if (effects.size() > EFFECTS_KEPT) effects = new ArrayList<>(2);
        else effects.clear();
    }

    void emit(SupervisorEffect effect) {
        effects.add(effect);
    }

    List<SupervisorEffect> effects() {
        return effects;
    }

    void report(SupervisorEffect.Context context, ChildRecord child, ExitReason reason) {
        emit(new SupervisorEffect.Report(context, child.id(), child.incarnation(), 1, reason));
    }

    void changed(ChildRecord child) {
        if (child.noted()) return;
        child.noted(true);
        changes.add(child);
    }

    void moved(ChildStatus from, ChildStatus to) {
        if (from == ChildStatus.STARTING) starting--;
        if (to == ChildStatus.STARTING) starting++;
        if (from == ChildStatus.RESTARTING) restarting--;
        if (to == ChildStatus.RESTARTING) restarting++;
    }
}
