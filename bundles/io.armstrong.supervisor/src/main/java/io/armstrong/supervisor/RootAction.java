package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Journal;
import io.armstrong.supervisor.tree.Tiers;
import java.util.Collection;
import java.util.function.IntConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What happens when the root gives up (design D6): {@code halt} where whoever owns the process registered an {@code
 * IntConsumer} with property {@code armstrong.root.action=halt}; else {@code degrade}: an alarm, and nothing halts.
 */
final class RootAction {
    /** The process ends with it when the root gave up. */
    static final int EXIT_CODE = 70;

    private static final String FILTER = "(armstrong.root.action=halt)";

    private final BundleContext context;
    private final Journal journal;

    RootAction(BundleContext context, Journal journal) {
        this.context = context;
        this.journal = journal;
    }

    /** Whether nobody halts: then the root keeps what runs. */
    boolean degrades() {
        return halts().isEmpty();
    }

    void gaveUp(ExitReason reason) {
        journal.record(new ArmstrongEvent.AlarmSet(
                Tiers.ROOT, "root-escalation", "the root gave up: " + reason.text(), "sup:events"));
        halt(EXIT_CODE);
    }

    /** What no restart mends: an alarm, and the process ends where somebody owns it. */
    void lastResort(LastResort.End end) {
        journal.record(new ArmstrongEvent.AlarmSet(Tiers.ROOT, end.alarm(), end.why(), "sup:events"));
        halt(end.exitCode());
    }

    private void halt(int exitCode) {
        for (ServiceReference<IntConsumer> reference : halts()) {
            IntConsumer halt = context.getService(reference);
            if (halt != null) halt.accept(exitCode);
        }
    }

    private Collection<ServiceReference<IntConsumer>> halts() {
        try {
            return context.getServiceReferences(IntConsumer.class, FILTER);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }
}
