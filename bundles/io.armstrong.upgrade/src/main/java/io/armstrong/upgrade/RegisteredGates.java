package io.armstrong.upgrade;

import io.armstrong.api.upgrade.RolloutGate;
import io.armstrong.api.upgrade.RolloutReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The gates that anybody registered for rollouts. */
record RegisteredGates(BundleContext context) {
    /** For all of them together. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** What the first of them has against going on; empty when nothing. Never fails. */
    CompletionStage<String> complaint(RolloutReport now) {
        List<ServiceReference<RolloutGate>> gates = of(now.child());
        if (gates.isEmpty()) return CompletableFuture.completedStage("");
        return DisposableThread.call("gates of " + now.child(), ANSWER, () -> first(gates, now))
                .exceptionally(failure -> Refusal.message(Refusal.of(failure)));
    }

    private List<ServiceReference<RolloutGate>> of(String child) {
        try {
            return context.getServiceReferences(RolloutGate.class, null).stream()
                    .filter(gate -> isFor(gate.getProperty(RolloutGate.CHILD), child))
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    private static boolean isFor(@Nullable Object children, String child) {
        if (children instanceof String[] several) return Arrays.asList(several).contains(child);
        return children == null || children.equals(child);
    }

    private String first(List<ServiceReference<RolloutGate>> gates, RolloutReport now) {
        for (ServiceReference<RolloutGate> reference : gates) {
            String complaint = complaint(reference, now);
            if (!complaint.isEmpty()) return complaint;
        }
        return "";
    }

    private String complaint(ServiceReference<RolloutGate> reference, RolloutReport now) {
        RolloutGate gate = context.getService(reference);
        if (gate == null) return "";
        String who = "the gate of " + reference.getBundle().getSymbolicName();
        try {
            String said = gate.complaint(now);
            return said.isEmpty() ? "" : who + " says: " + said;
        } catch (RuntimeException e) {
            return who + " threw " + Refusal.sentence(e);
        } finally {
            context.ungetService(reference);
        }
    }
}
