package io.armstrong.testkit;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.worker.Worker;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The runtime's own supervisor over real workers, in one thread and in virtual time: what a child does when it or its siblings
 * crash, tested by its author without a framework.
 *
 * <p>Every order runs until nothing is left to do; time passes in {@link #advance} only. Not for several threads.
 */
public final class TestSupervisor {
    /** What a supervisor bears unless it is told another: what tier normal does, 10 restarts within 60 s. */
    public static final Intensity DEFAULT_INTENSITY = Tier.NORMAL.intensity();

    private static final String ID = "supervisor";

    private final VirtualSystem time = new VirtualSystem();
    private final SupervisorProcess process;
    private final Map<String, TestChild> children = new HashMap<>();
    private final List<String> events = new ArrayList<>();
    private @Nullable ExitReason exit;

    private TestSupervisor(Strategy strategy, Intensity intensity) {
        SupervisorSpec spec = new SupervisorSpec(ID, strategy, intensity, AutoShutdown.NEVER, List.of());
        process = new SupervisorProcess(
                time.system(), spec, (name, child) -> known(name.id()).hand(child), this::heard, new Owner());
        process.start();
        time.runUntilIdle();
    }

    /** One of that strategy with {@link #DEFAULT_INTENSITY}; not simple_one_for_one, which has no children of its own. */
    public static TestSupervisor of(Strategy strategy) {
        return of(strategy, DEFAULT_INTENSITY);
    }

    /** As {@link #of(Strategy)}. @param intensity restarts it bears within a period */
    public static TestSupervisor of(Strategy strategy, Intensity intensity) {
        return new TestSupervisor(strategy, intensity);
    }

    /**
     * Adds a permanent child with every default, behind those that were added before, and starts it.
     *
     * @throws AssertionError with the reason when it does not start
     */
    public TestChild add(String id, Worker<?> worker) {
        return add(ChildSpec.of(id), worker);
    }

    /** As {@link #add(String, Worker)}, with another spec. */
    public TestChild add(ChildSpec spec, Worker<?> worker) {
        TestChild child = new TestChild(this, spec.id(), worker);
        children.put(spec.id(), child);
        OrderResult result = order(token -> new SupervisorEvent.StartNew(token, spec));
        if (!(result instanceof OrderResult.Started)) throw new AssertionError(spec.id() + " did not start: " + result);
        return child;
    }

    /** Lets that much virtual time pass: timers fire in order, and what they cause is done before the next. */
    public void advance(Duration passed) {
        time.advance(passed);
    }

    /** What the supervisor and its children did so far, one sentence each, as the journal would tell it. */
    public List<String> events() {
        return List.copyOf(events);
    }

    /** Whether the supervisor is alive: it has neither given up nor been stopped. */
    public boolean alive() {
        return process.alive();
    }

    /** It ended because there were too many restarts within its period, all children stopped. */
    public void assertGaveUp() {
        if (exit == null) throw failed("the supervisor has not given up");
        if (!events.toString().contains(" gave up over "))
            throw failed("the supervisor ended otherwise: " + exit.text());
    }

    /** Ends all children in reverse order, then itself. */
    public void stop() {
        process.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
    }

    ProcessSystem system() {
        return time.system();
    }

    /** Does what is due now. */
    void settle() {
        time.runUntilIdle();
    }

    OrderResult order(LongFunction<SupervisorEvent.Order> order) {
        var answer = process.order(order);
        settle();
        return answer.join();
    }

    @Nullable
    ChildView view(String id) {
        return process.child(id);
    }

    /** With everything that happened, so that the reason can be seen. */
    AssertionError failed(String what) {
        return new AssertionError(what + "\n  " + String.join("\n  ", events));
    }

    private TestChild known(String id) {
        TestChild child = children.get(id);
        if (child == null) throw new IllegalArgumentException("no child " + id + " was added");
        return child;
    }

    private void heard(ArmstrongEvent event) {
        events.add(event.sentence());
    }

    private final class Owner implements SupervisorOwner {
        @Override
        public void booted() {
            events.add("the supervisor is up");
        }

        @Override
        public void startFailed(ExitReason reason) {
            exit = reason;
        }

        @Override
        public void exited(ExitReason reason) {
            exit = reason;
        }
    }
}
