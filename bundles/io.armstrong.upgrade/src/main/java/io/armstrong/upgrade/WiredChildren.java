package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Children of other bundles that a refresh restarts, since they are wired to the bundle that is upgraded (fault row 19): their
 * bundles are stopped in reverse start order before it, and the children are restarted in order after it, counted nowhere. Until
 * then their messages wait. One step at a time touches it.
 */
final class WiredChildren {
    static final WiredChildren NONE = new WiredChildren(List.of());

    /** Those that run, in start order. */
    private final List<ChildReport> children;

    private boolean stopped;

    private WiredChildren(List<ChildReport> children) {
        this.children = children;
    }

    /**
     * Those that run in these bundles.
     *
     * @throws RuntimeException a refusal where one cannot be restarted in order now, or must not without consent (invariant I23)
     */
    static WiredChildren in(Ground ground, Subject subject, Set<Long> closure) {
        List<ChildReport> running = new ArrayList<>();
        for (ChildReport child : ground.supervision().tree().children()) {
            if (child.bundle() == null || !closure.contains(child.bundle().bundleId())) continue;
            check(ground, subject, child);
            if (child.status() == ChildStatus.UP) running.add(child);
        }
        return new WiredChildren(List.copyOf(running));
    }

    private static void check(Ground ground, Subject subject, ChildReport child) {
        String what = child.id() + ", which is wired to " + subject.symbolicName();
        if (child.tier() == Tier.ERROR_KERNEL && !subject.asked.options().yes())
            throw Refusal.of(
                    "a refresh would restart another child of the error kernel, " + what,
                    "--yes, or move what it imports into an API bundle");
        switch (child.status()) {
            case UP, DOWN, ISOLATED, OPEN, FAILED -> {
                if (dynamic(ground, child))
                    throw Refusal.of(
                            "a refresh would restart dynamic children, as " + what,
                            "move what they import into an API bundle");
            }
            default ->
                throw Refusal.of(
                        "a refresh would meet " + what + " and is "
                                + child.status().text(),
                        "sup:why " + child.id() + ", then try again");
        }
    }

    private static boolean dynamic(Ground ground, ChildReport child) {
        return ground.supervision().tree().supervisors().stream()
                .anyMatch(supervisor -> dynamic(supervisor, child.supervisor()));
    }

    private static boolean dynamic(SupervisorReport supervisor, String id) {
        if (supervisor.id().equals(id)) return supervisor.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
        return supervisor.children().stream()
                .anyMatch(member -> member instanceof SupervisorReport nested && dynamic(nested, id));
    }

    /** In start order. */
    List<String> ids() {
        return children.stream().map(ChildReport::id).toList();
    }

    /** Stops their bundles, the last started first. */
    CompletionStage<Void> stop(Ground ground) {
        Duration limit = ground.limits().step();
        List<ChildReport> backwards = new ArrayList<>(children);
        Collections.reverse(backwards);
        CompletionStage<Void> stopping = CompletableFuture.completedStage(null);
        if (stopped) return stopping;
        stopped = true;
        for (ChildReport child : backwards) {
            if (child.bundle() == null) continue;
            long bundleId = child.bundle().bundleId();
            stopping = stopping.thenCompose(before -> ground.lifecycle().stop(bundleId, limit))
                    .thenAccept(outcome ->
                            Exchange.require("stop of " + child.id(), outcome, List.of("RESOLVED", "INSTALLED")));
        }
        return stopping;
    }

    /** Restarts them in order, if they were stopped. */
    CompletionStage<Void> restart(Ground ground) {
        CompletionStage<Void> starting = CompletableFuture.completedStage(null);
        if (!stopped) return starting;
        stopped = false;
        for (ChildReport child : children)
            starting = starting.thenCompose(before -> ground.supervision().restart(child.id()))
                    .thenAccept(up -> {});
        return starting;
    }
}
