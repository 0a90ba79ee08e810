package io.armstrong.conformance;

import io.armstrong.api.ExitReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Does the events of a scenario, one at a time. */
final class Actions {
    private final World world;
    private final Calls calls;

    Actions(World world) {
        this.world = world;
        this.calls = new Calls(world);
    }

    void run(Map<String, Object> event) {
        String action = Json.text(event, "action");
        switch (action) {
            case "sleep" -> world.time.advance(Duration.ofMillis(Json.number(event, "ms")));
            case "set_init" -> world.scripts.set(Json.text(event, "child"), Json.texts(event, "attempts"));
            case "parent_exit" -> parentExit(reason(event));
            case "burst" -> burst(event);
            case "calls_queued_during_start" -> callsDuringStart(event);
            case "exit", "raise", "kill", "exit_signal", "unlink_parent", "link" -> toChild(action, event);
            default -> calls.make(action, event);
        }
    }

    private void toChild(String action, Map<String, Object> event) {
        Instance child = world.living(Json.text(event, "child"));
        if (child == null) return;
        switch (action) {
            case "kill" -> child.kill();
            case "exit_signal" -> child.signal(reason(event));
            case "link" -> link(worker(child), event);
            case "unlink_parent" -> worker(child).unlink();
            default -> worker(child).end(reason(event), action.equals("raise"));
        }
    }

    private void link(WorkerInstance child, Map<String, Object> event) {
        Instance to = world.living(Json.text(event, "to"));
        if (to != null) child.link(worker(to));
    }

    private static WorkerInstance worker(Instance child) {
        if (child instanceof WorkerInstance worker) return worker;
        throw new IllegalArgumentException(child.label() + " is no worker");
    }

    private static ExitReason reason(Map<String, Object> event) {
        return ExitReason.parse(Json.text(event, "reason"));
    }

    private void parentExit(ExitReason reason) {
        SupervisorInstance root = world.supervisor(World.ROOT);
        if (root == null) return;
        if (reason.text().equals("kill")) root.kill();
        else root.process().shutdown(reason);
    }

    /** All deaths happen before the supervisor handles any. */
    private void burst(Map<String, Object> event) {
        SupervisorInstance supervisor = world.supervisor(Json.text(event, "sup"));
        List<Map<String, Object>> deaths = Json.maps(event, "events");
        if (supervisor == null) {
            deaths.forEach(this::run);
            return;
        }
        world.pause(supervisor);
        for (Map<String, Object> death : deaths) {
            run(death);
            world.time.runUntilIdle();
        }
        world.release(supervisor);
    }

    /** The calls come while the child is starting. */
    private void callsDuringStart(Map<String, Object> event) {
        List<Map<String, Object>> queued = Json.maps(event, "calls");
        world.scripts.intercept(
                Json.text(event, "child"), Json.text(event, "start_outcome"), () -> queued.forEach(this::run));
        run(Json.map(event, "trigger"));
    }
}
