package io.armstrong.api.upgrade;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What an upgrade or rollback did.
 *
 * @param child it was asked for
 * @param outcome how it ended
 * @param from version before
 * @param to version wanted
 * @param pauseMicros the longest time that messages were held
 * @param reason why it did not commit, one sentence with the remedy; empty when it did
 * @param steps what was done, in order
 * @param at when it ended, wall clock
 * @param set the change set it was part of; empty: it went alone
 */
public record UpgradeReport(
        String child,
        Outcome outcome,
        String from,
        String to,
        long pauseMicros,
        String reason,
        List<StepReport> steps,
        Instant at,
        String set) {
    public UpgradeReport {
        steps = List.copyOf(steps);
    }

    /** One that went alone. */
    public UpgradeReport(
            String child,
            Outcome outcome,
            String from,
            String to,
            long pauseMicros,
            String reason,
            List<StepReport> steps,
            Instant at) {
        this(child, outcome, from, to, pauseMicros, reason, steps, at, "");
    }

    /** The same as a part of that change set. */
    public UpgradeReport in(String changeSet) {
        return new UpgradeReport(child, outcome, from, to, pauseMicros, reason, steps, at, changeSet);
    }

    /** How it ended. */
    public enum Outcome {
        /** New code, new state. */
        COMMITTED,
        /** It was tried; old code and old state are back. */
        ROLLED_BACK,
        /** Nothing was touched. */
        REFUSED,
        /** It was tried on a copy of the state, as asked, and would go: nothing was touched. */
        REHEARSED,
        /** It was tried, and the way back failed too (fault row 40): the reason and an alarm say what stands. */
        FAILED;

        /** The word used in commands and JSON: {@code rolled-back}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One step. @param step its name in the plan; @param millis it took; @param result {@code ok}, or what went wrong */
    public record StepReport(String step, double millis, String result) {}
}
