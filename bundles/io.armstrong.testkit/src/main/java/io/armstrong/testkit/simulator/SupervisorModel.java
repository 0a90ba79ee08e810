package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The oracle of one supervisor's life: knows the rules, not the core. It is told every call on a child, everything children tell,
 * every order with its answer and every announcement, and each of its rooms says what breaks the rules it knows.
 */
final class SupervisorModel {
    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private final DecisionOracle decisions;
    private final StepOracle steps;
    private final NewsOracle news;
    private final EndOracle ends;

    /** @param nested how long the nested supervisor of that name may take to end, in nanoseconds */
    SupervisorModel(Chronicle chronicle, SimulatedTime time, SupervisorSpec spec, ToLongFunction<String> nested) {
        facts = new SupervisorFacts(chronicle, time, spec);
        orders = new OrderOracle(facts);
        decisions = new DecisionOracle(facts, orders);
        steps = new StepOracle(facts, orders);
        news = new NewsOracle(facts, orders);
        ends = new EndOracle(facts, orders, decisions, nested);
    }

    boolean over() {
        return facts.ended;
    }

    // ---- what is asked of the supervisor, and what it announces ----

    void ordered(Object key, SupervisorEvent.Order order) {
        orders.ordered(key, order);
    }

    void answered(Object key, OrderResult result) {
        orders.answered(key, result);
    }

    void held(Object hold, List<String> ids) {
        orders.held(hold, ids);
    }

    void released(Object hold) {
        orders.released(hold);
    }

    void event(ArmstrongEvent event) {
        decisions.event(event);
    }

    void toldToEnd() {
        ends.toldToEnd();
    }

    void toldToBeKilled() {
        ends.toldToBeKilled();
    }

    /** How long it may take to end now, in nanoseconds; {@link EndOracle#FOR_EVER} without limit. */
    long bound() {
        return ends.bound();
    }

    void booted() {
        facts.booted = true;
    }

    void ended(ExitReason reason) {
        ends.ended(reason);
    }

    void atRest() {
        ends.atRest();
    }

    /** What others see of the supervisor is what happened (invariant I27). */
    void compare(SupervisorProcess process) {
        if (facts.ended) return;
        decisions.onTime();
        for (Kid kid : facts.kids.values()) {
            if (kid.open == 0) continue;
            ChildView view = process.child(kid.id);
            if (view == null) facts.broken("I27", kid + " is not shown");
            else if (view.incarnation() != kid.newest)
                facts.broken("I27", kid + " is shown as incarnation " + view.incarnation());
        }
    }

    // ---- what it does to its children ----

    void startCalled(String child, ChildSpec spec, long incarnation) {
        ends.startCalled(steps.startCalled(child, spec, incarnation));
    }

    void stopCalled(String child, long incarnation) {
        steps.stopCalled(child, incarnation);
    }

    void abandonCalled(String child, long incarnation) {
        news.abandoned(child, incarnation);
    }

    void forgotten(String child) {
        news.forgotten(child);
    }

    // ---- what children tell ----

    void toldStarted(String child, long incarnation) {
        news.started(child, incarnation);
    }

    void toldNoStart(String child, long incarnation, boolean ignored) {
        news.noStart(child, incarnation, ignored);
    }

    void toldIsolated(String child, long incarnation) {
        news.isolated(child, incarnation);
    }

    void toldHung(String child, long incarnation) {
        news.hung(child, incarnation);
    }

    void toldEnd(String child, long incarnation) {
        news.ended(child, incarnation);
    }
}
