package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.testkit.simulator.SimSupervisor.Life;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** Orders of every kind, to the right and to the wrong supervisor; one that is refused must have changed nothing (invariant I28). */
final class OrdersByChance {
    private static final String NOBODY = "nobody";
    private static final List<Strategy> STATIC =
            List.of(Strategy.ONE_FOR_ONE, Strategy.ONE_FOR_ALL, Strategy.REST_FOR_ONE);

    private final SimTree tree;

    OrdersByChance(SimTree tree) {
        this.tree = tree;
    }

    /** One child of that supervisor, or a stranger, and sometimes another one. */
    static List<String> some(Life life, Chance own) {
        String first = any(life, own);
        String second = own.percent(30) ? any(life, own) : first;
        return first.equals(second) ? List.of(first) : List.of(first, second);
    }

    private static String any(Life life, Chance own) {
        return life.children.isEmpty() ? NOBODY : own.oneOf(List.copyOf(life.children.keySet()));
    }

    /** @param number of the deed: what is new is named after it */
    void give(Life life, Chance own, int number) {
        SupervisorProcess process = life.process;
        if (process == null) return;
        SupervisorSpec spec = process.snapshot().spec();
        String id = any(life, own);
        ChildSpec leaf = tree.newLeaf("n" + number, own.of("leaf", number));
        if (spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE && own.percent(50))
            send(life, process, t -> new SupervisorEvent.StartDynamic(t, leaf.id(), "x"));
        else send(life, process, order(own, id, leaf, spec));
    }

    private static LongFunction<SupervisorEvent.Order> order(
            Chance own, String id, ChildSpec leaf, SupervisorSpec spec) {
        return switch (own.below(9)) {
            case 0 -> t -> new SupervisorEvent.StartNew(t, leaf);
            case 1 -> t -> new SupervisorEvent.Terminate(t, id, false);
            case 2 -> t -> new SupervisorEvent.Restart(t, id);
            case 3 -> t -> new SupervisorEvent.Delete(t, id);
            case 4 -> t -> new SupervisorEvent.Isolate(t, id);
            case 5 -> t -> new SupervisorEvent.Restore(t, id);
            case 6 -> t -> new SupervisorEvent.Recycle(t, id);
            case 7 -> t -> new SupervisorEvent.CountChildren(t, Set.of());
            default -> change(own, spec);
        };
    }

    /** The same children in another order under another strategy (OTP S107). */
    private static LongFunction<SupervisorEvent.Order> change(Chance own, SupervisorSpec spec) {
        if (spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE || own.percent(70))
            return SupervisorEvent.WhichChildren::new;
        List<ChildSpec> children = new ArrayList<>(spec.children());
        if (!children.isEmpty()) children.add(children.remove(0));
        Collections.reverse(children);
        SupervisorSpec next = new SupervisorSpec(
                        spec.id(), own.oneOf(STATIC), spec.intensity(), spec.autoShutdown(), children)
                .withPolicy(spec.policy());
        return t -> new SupervisorEvent.ChangeSpecs(t, next);
    }

    private void send(Life life, SupervisorProcess process, LongFunction<SupervisorEvent.Order> order) {
        Object key = new Object();
        boolean idle = tree.time().idle();
        List<ChildView> before = process.snapshot().children();
        life.model.ordered(key, order.apply(0));
        CompletableFuture<OrderResult> answer = process.order(order);
        answer.thenAccept(result -> life.model.answered(key, result));
        if (!idle) return;
        tree.time().runUntilIdle();
        boolean refused = answer.isDone() && answer.join() instanceof OrderResult.Refused;
        if (refused && process.alive() && !process.snapshot().children().equals(before))
            tree.chronicle().violation("I28", process.id() + " refused an order and changed");
    }
}
