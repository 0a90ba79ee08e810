package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.spec.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Makes the calls of a scenario through the product's API and writes the answers down. */
final class Calls {
    private final World world;

    Calls(World world) {
        this.world = world;
    }

    void make(String call, Map<String, Object> event) {
        Answer answer = new Answer(world, call, Json.textOrNull(event, "sup"));
        if (call.equals("check_childspecs")) {
            check(event, answer);
            return;
        }
        SupervisorInstance supervisor = world.supervisor(Json.text(event, "sup"));
        if (supervisor == null) answer.exit("noproc");
        else ask(call, event, supervisor, answer);
    }

    private void ask(String call, Map<String, Object> event, SupervisorInstance sup, Answer answer) {
        answer.of(sup.children());
        switch (call) {
            case "start_child" -> startChild(event, sup, answer);
            case "terminate_child" -> terminate(event, sup, answer);
            case "restart_child" -> order(sup, token -> new SupervisorEvent.Restart(token, target(event, sup)), answer);
            case "delete_child" -> order(sup, token -> new SupervisorEvent.Delete(token, target(event, sup)), answer);
            case "get_childspec" ->
                order(sup, token -> new SupervisorEvent.GetSpec(token, specTarget(event, sup)), answer);
            case "which_children" -> order(sup, SupervisorEvent.WhichChildren::new, answer);
            case "count_children" -> whenDone(sup.process().countChildren(), answer::result);
            case "change_specs" -> changeSpecs(Json.map(event, "new"), sup, answer);
            default -> throw new IllegalArgumentException("unknown action " + call);
        }
    }

    private static void order(SupervisorInstance sup, LongFunction<SupervisorEvent.Order> order, Answer answer) {
        whenDone(sup.process().order(order), answer::result);
    }

    private static void whenDone(CompletableFuture<OrderResult> future, Consumer<OrderResult> then) {
        future.thenAccept(then).exceptionally(thrown -> {
            throw new IllegalStateException("a call failed", thrown);
        });
    }

    private void startChild(Map<String, Object> event, SupervisorInstance sup, Answer answer) {
        List<String> args = Json.texts(event, "args");
        if (simple(sup)) {
            String name = args.isEmpty() ? sup.name() : args.get(0);
            String id = world.dynamicId(name);
            order(sup, token -> new SupervisorEvent.StartDynamic(token, id, name), answer);
        } else if (event.containsKey("args")) {
            answer.badSpec("{invalid_child_spec," + GoldenSpecs.term(args) + "}");
        } else {
            startStatic(Json.map(event, "spec"), sup, answer);
        }
    }

    /** A child that is known already is not described anew: its old spec stays (OTP S71). */
    private void startStatic(Map<String, Object> golden, SupervisorInstance sup, Answer answer) {
        ChildSpec spec;
        try {
            spec = GoldenSpecs.child(golden);
        } catch (GoldenSpecs.Refused refused) {
            answer.badSpec(refused.why);
            return;
        }
        if (sup.process().child(spec.id()) == null) sup.children().describe(List.of(golden));
        whenDone(sup.process().order(token -> new SupervisorEvent.StartNew(token, spec)), result -> {
            if (result.equals(new OrderResult.Refused(OrderResult.Error.BAD_COMBINATION)))
                answer.badSpec(Objects.requireNonNull(
                        SpecReader.wrongCombination(spec(sup).autoShutdown(), spec)));
            else answer.result(result);
        });
    }

    /** OTP S78: a dynamic child is meant by its pid; one whose pid is dead counts as terminated. */
    private void terminate(Map<String, Object> event, SupervisorInstance sup, Answer answer) {
        String instance = Json.textOrNull(event, "pid_of");
        boolean ended = instance != null && world.living(instance) == null;
        String target = instance == null && simple(sup) ? template(sup) : target(event, sup);
        order(sup, token -> new SupervisorEvent.Terminate(token, target, ended), answer);
    }

    /** The id that is meant: given, or that of the newest instance of the name. No id of a child for a pid among static ones. */
    private String target(Map<String, Object> event, SupervisorInstance sup) {
        String instance = Json.textOrNull(event, "pid_of");
        if (instance == null) return Json.text(event, "id");
        Instance meant = world.newest(instance);
        String id = meant == null ? null : sup.children().idOf(meant);
        return id == null || !simple(sup) ? "pid#of#" + instance : id;
    }

    /** A dead pid has the template's spec too (OTP: find_child). */
    private String specTarget(Map<String, Object> event, SupervisorInstance sup) {
        String instance = Json.textOrNull(event, "pid_of");
        boolean ended = instance != null && world.living(instance) == null;
        return ended && simple(sup) ? template(sup) : target(event, sup);
    }

    private void changeSpecs(Map<String, Object> golden, SupervisorInstance sup, Answer answer) {
        if ("ignore".equals(golden.get("init"))) {
            answer.result(OrderResult.DONE);
            return;
        }
        SupervisorSpec spec;
        try {
            spec = GoldenSpecs.supervisor(sup.name(), golden);
        } catch (GoldenSpecs.Refused refused) {
            answer.badSpec("{error," + refused.why + "}");
            return;
        }
        sup.children().describe(Json.maps(golden, "children"));
        order(sup, token -> new SupervisorEvent.ChangeSpecs(token, spec), answer);
    }

    private void check(Map<String, Object> event, Answer answer) {
        Object auto = event.get("auto_shutdown");
        try {
            GoldenSpecs.check(Json.maps(event, "specs"), auto);
            answer.result(OrderResult.DONE);
        } catch (GoldenSpecs.Refused refused) {
            answer.badSpec(refused.why);
        }
    }

    private static SupervisorSpec spec(SupervisorInstance sup) {
        return sup.process().snapshot().spec();
    }

    private static boolean simple(SupervisorInstance sup) {
        return spec(sup).strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
    }

    private static String template(SupervisorInstance sup) {
        return spec(sup).children().get(0).id();
    }
}
