package io.armstrong.supervisor.report;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.WhyReport;
import io.armstrong.api.spi.Journal;
import io.armstrong.supervisor.child.LastCrash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the last exit of a child and the decision about it together from the journal (feature R7). */
public final class Why {
    /** Events about the child that are read and shown, at most. */
    private static final int READ = 500;

    private static final int SHOWN = 10;

    private final Journal journal;

    public Why(Journal journal) {
        this.journal = journal;
    }

    /** What the journal still knows; a child that never ended has no cause and no decision. */
    public WhyReport of(ChildReport child, Intensity limit, LastCrash crash) {
        List<Journal.Entry> entries = journal.entries(child.id(), READ);
        Found found = new Found();
        entries.forEach(found::read);
        return new WhyReport(
                child.id(),
                child.status(),
                found.cause,
                found.incarnation,
                found.at,
                crash.messages(),
                crash.state(),
                found.decision,
                found.rule,
                found.count,
                found.limit == null ? limit : found.limit,
                found.next.isEmpty() || child.status() == ChildStatus.WAITING ? next(child) : found.next,
                entries.subList(Math.max(0, entries.size() - SHOWN), entries.size()).stream()
                        .map(entry -> entry.at().truncatedTo(ChronoUnit.MILLIS) + " "
                                + entry.event().sentence())
                        .toList(),
                found.policy,
                found.restarts);
    }

    private static String next(ChildReport child) {
        if (child.status() == ChildStatus.UP) return "nothing: it is up";
        if (child.status() == ChildStatus.WAITING) return "it goes on by itself when that is there: " + child.reason();
        if (child.status() == ChildStatus.HUNG) return "sup:restore " + child.id();
        if (child.status() == ChildStatus.ISOLATED) return "sup:restore " + child.id();
        if (child.status() == ChildStatus.DOWN) return "sup:start " + child.id();
        return "sup:events --child " + child.id();
    }

    /** The newest of each kind, filled while reading oldest first. */
    private static final class Found {
        private @Nullable ExitReason cause;
        private long incarnation;
        private @Nullable Instant at;
        private String decision = "";
        private String rule = "";
        private int count;
        private @Nullable Intensity limit;
        private String next = "";
        private String policy = "";
        private int restarts;

        private void read(Journal.Entry entry) {
            ArmstrongEvent event = entry.event();
            if (event instanceof ArmstrongEvent.ChildExited exited)
                ended(exited.reason(), exited.incarnation(), entry.at());
            else if (event instanceof ArmstrongEvent.ChildStartFailed failed)
                ended(failed.reason(), failed.incarnation(), entry.at());
            else if (event instanceof ArmstrongEvent.Decided decided) decided(decided);
        }

        private void ended(ExitReason reason, long of, Instant when) {
            cause = reason;
            incarnation = of;
            at = when;
            decision = "";
            rule = "";
            next = "";
            policy = "";
            restarts = 0;
        }

        private void decided(ArmstrongEvent.Decided decided) {
            decision = decided.decision();
            rule = decided.rule();
            count = decided.count();
            limit = decided.limit();
            next = decided.next();
            policy = decided.policy();
            restarts = decided.restarts();
        }
    }
}
