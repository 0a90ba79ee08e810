package io.armstrong.core.rollout;

import io.armstrong.core.rollout.Look.Kind;

/**
 * The looks of one analysis so far.
 *
 * @param good looks that succeeded
 * @param failed looks that failed
 * @param unclear looks that had too little to go by
 * @param errors looks in a row at which the sides could not be read
 * @param last what was found last; empty before the first look
 */
public record Tally(int good, int failed, int unclear, int errors, String last) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, "");

    Tally and(Look look) {
        return new Tally(
                good + (look.kind() == Kind.SUCCESS ? 1 : 0),
                failed + (look.kind() == Kind.FAILURE ? 1 : 0),
                unclear + (look.kind() == Kind.INCONCLUSIVE ? 1 : 0),
                look.kind() == Kind.ERROR ? errors + 1 : 0,
                look.reason());
    }

    int looks() {
        return good + failed + unclear;
    }

    /** Whether it is over with failure: then and only then it may end a rollout. */
    boolean hasFailed(AnalysisSpec spec) {
        return failed > spec.failures() || errors > spec.errors();
    }

    /** Whether a step of analysis has taken all its looks. */
    boolean isWhole(AnalysisSpec spec) {
        return looks() >= spec.count();
    }
}
