package io.armstrong.core.rollout;

import io.armstrong.api.upgrade.Sample;
import io.armstrong.core.rollout.Look.Kind;
import java.time.Duration;
import java.util.Locale;

/**
 * Compares the new side with the side beside it.
 *
 * <p>Error rate: the difference of the two rates with its 95 % interval (Newcombe's, of two Wilson intervals, which holds for rates
 * near 0 too). The new side has failed when even the lower end is above the margin; it is good when the difference itself is not;
 * in between nobody can say, and the calls are named that would tell.
 *
 * <p>Time: the median and the 95 of 100. The new side has failed when one of them takes more than the factor as long and by more than
 * the floor. Quantiles do not care for a few outliers, and the floor keeps the noise of very short calls out.
 */
public final class Comparison {
    private static final double Z = 1.96;
    private static final double[] QUANTILES = {0.5, 0.95};

    private Comparison() {}

    /** The verdict on calls that both sides answered in the same time. @param beside the old version, freshly started where it can be had */
    public static Look look(Sample fresh, Sample beside, AnalysisSpec spec) {
        if (fresh.calls() < spec.calls() || beside.calls() < spec.calls())
            return new Look(
                    Kind.INCONCLUSIVE,
                    "too few calls: " + side(fresh) + " had " + fresh.calls() + ", " + side(beside) + " "
                            + beside.calls() + ", each needs " + spec.calls(),
                    spec.calls());
        Look byErrors = errors(fresh, beside, spec);
        if (byErrors.kind() == Kind.FAILURE) return byErrors;
        Look byTime = times(fresh, beside, spec);
        return byTime.kind() == Kind.FAILURE ? byTime : byErrors;
    }

    private static Look errors(Sample fresh, Sample beside, AnalysisSpec spec) {
        double is = rate(fresh);
        double was = rate(beside);
        String found = "errors " + percent(is) + " of " + fresh.calls() + " calls on " + side(fresh) + ", "
                + percent(was) + " of " + beside.calls() + " on " + side(beside);
        double[] one = wilson(is, fresh.calls());
        double[] other = wilson(was, beside.calls());
        double lower = is - was - Math.sqrt(square(is - one[0]) + square(other[1] - was));
        if (lower > spec.errorMargin()) return new Look(Kind.FAILURE, found, 0);
        if (is - was <= spec.errorMargin()) return new Look(Kind.SUCCESS, found, 0);
        long needed = needed(is, was, is - was - spec.errorMargin());
        return new Look(Kind.INCONCLUSIVE, found + ": too few to be sure, each side needs about " + needed, needed);
    }

    private static Look times(Sample fresh, Sample beside, AnalysisSpec spec) {
        for (double share : QUANTILES) {
            long is = fresh.quantileNanos(share);
            long was = beside.quantileNanos(share);
            boolean longer = is > was * spec.latencyFactor()
                    && is - was > spec.latencyFloor().toNanos();
            if (longer)
                return new Look(
                        Kind.FAILURE,
                        Math.round(share * 100) + " of 100 calls within " + millis(is) + " on " + side(fresh) + ", "
                                + millis(was) + " on " + side(beside),
                        0);
        }
        return new Look(Kind.SUCCESS, "", 0);
    }

    private static double rate(Sample sample) {
        return (double) sample.errors() / sample.calls();
    }

    /** The ends of the interval in which the true rate lies in 95 of 100 cases. */
    static double[] wilson(double rate, long calls) {
        double z = Z * Z;
        double middle = rate + z / (2 * calls);
        double half = Z * Math.sqrt(rate * (1 - rate) / calls + z / (4.0 * calls * calls));
        double scale = 1 + z / calls;
        return new double[] {Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)};
    }

    /** Calls of each side at which a difference that far beyond the margin is no accident. */
    private static long needed(double is, double was, double beyond) {
        double spread = is * (1 - is) + was * (1 - was);
        return (long) Math.min(1e9, Math.ceil(square(Z / Math.max(1e-6, beyond)) * spread));
    }

    private static double square(double number) {
        return number * number;
    }

    private static String side(Sample sample) {
        return sample.version() + " (bundle " + sample.bundleId() + ")";
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.2f %%", rate * 100);
    }

    private static String millis(long nanos) {
        return String.format(
                Locale.ROOT, "%.2f ms", nanos / (double) Duration.ofMillis(1).toNanos());
    }
}
