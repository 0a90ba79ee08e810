package io.armstrong.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.armstrong.api.upgrade.Sample;
import io.armstrong.core.rollout.Look.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Feature U9: the verdict on two sides. */
class ComparisonTest {
    private static final AnalysisSpec SPEC = AnalysisSpec.DEFAULT;

    private static Sample side(long bundleId, long calls, long errors, long millis) {
        List<Long> times = new ArrayList<>(Collections.nCopies(Sample.BUCKETS, 0L));
        times.set(Sample.bucket(TimeUnit.MILLISECONDS.toNanos(millis)), calls);
        return new Sample(bundleId, bundleId + ".0.0", calls, errors, times);
    }

    private static Look look(long calls, long errors, long besideErrors) {
        return Comparison.look(side(2, calls, errors, 1), side(1, calls, besideErrors, 1), SPEC);
    }

    @Test
    void tooFewCallsSayNothingAndHowManyWould() {
        Look look = look(99, 50, 0);
        assertThat(look.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(look.needed()).isEqualTo(100);
        assertThat(look.reason()).contains("2.0.0 (bundle 2)").contains("had 99");
    }

    @Test
    void aCertainDifferenceIsAFailure() {
        assertThat(look(1_000, 100, 1).kind()).isEqualTo(Kind.FAILURE);
        assertThat(look(1_000, 100, 1).reason()).contains("10.00 % of 1000 calls on 2.0.0");
    }

    @Test
    void whatBothSidesHaveIsNone() {
        assertThat(look(1_000, 200, 200).kind()).isEqualTo(Kind.SUCCESS);
        assertThat(look(1_000, 0, 300).kind()).isEqualTo(Kind.SUCCESS);
        assertThat(look(1_000, 0, 0).kind()).isEqualTo(Kind.SUCCESS);
    }

    @Test
    void aDifferenceThatMayBeChanceIsInconclusiveAndNamesTheCallsThatTell() {
        Look look = look(100, 4, 1);
        assertThat(look.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(look.needed()).isGreaterThan(100);
        long more = look.needed() * 2;
        assertThat(look(more, more * 4 / 100, more / 100).kind()).isEqualTo(Kind.FAILURE);
    }

    @Test
    void swappedSidesGiveTheOtherVerdict() {
        Sample bad = side(2, 1_000, 200, 1);
        Sample good = side(1, 1_000, 0, 1);
        assertThat(Comparison.look(bad, good, SPEC).kind()).isEqualTo(Kind.FAILURE);
        assertThat(Comparison.look(good, bad, SPEC).kind()).isEqualTo(Kind.SUCCESS);
    }

    @Test
    void slowerByFactorAndFloorIsAFailure() {
        Look slow = Comparison.look(side(2, 200, 0, 40), side(1, 200, 0, 10), SPEC);
        assertThat(slow.kind()).isEqualTo(Kind.FAILURE);
        assertThat(slow.reason()).contains("of 100 calls within");
        assertThat(Comparison.look(side(2, 200, 0, 4), side(1, 200, 0, 1), SPEC).kind())
                .as("within the floor")
                .isEqualTo(Kind.SUCCESS);
        assertThat(Comparison.look(side(2, 200, 0, 55), side(1, 200, 0, 45), SPEC)
                        .kind())
                .as("within the factor")
                .isEqualTo(Kind.SUCCESS);
    }

    @Test
    void equalSidesFailInAboutOneOfFortyLooksAtMost() {
        Random random = new Random(7);
        int failed = 0;
        for (int round = 0; round < 2_000; round++) {
            int one = 0;
            int other = 0;
            for (int call = 0; call < 500; call++) {
                if (random.nextInt(20) == 0) one++;
                if (random.nextInt(20) == 0) other++;
            }
            if (look(500, one, other).kind() == Kind.FAILURE) failed++;
        }
        assertThat(failed).isLessThan(50);
    }

    @Test
    void wilsonIsAsTheBookSays() {
        double[] ends = Comparison.wilson(0.1, 100);
        assertThat(ends[0]).isCloseTo(0.0552, within(0.0005));
        assertThat(ends[1]).isCloseTo(0.1744, within(0.0005));
    }

    @Test
    void bucketsOfTimeHoldWhatTheySay() {
        for (long nanos = 1; nanos < TimeUnit.MINUTES.toNanos(1); nanos = nanos * 11 / 10 + 1) {
            int bucket = Sample.bucket(nanos);
            assertThat(nanos).isLessThanOrEqualTo(Sample.upperNanos(bucket));
            if (bucket > 0) assertThat(nanos).isGreaterThanOrEqualTo(Sample.upperNanos(bucket - 1));
        }
        assertThat(Sample.bucket(Long.MAX_VALUE)).isEqualTo(Sample.BUCKETS - 1);
    }

    @Test
    void theShareOfCallsIsExactAndNeverExceeded() {
        for (int percent = 0; percent <= 100; percent++) {
            long taken = 0;
            for (long call = 0; call < 10_000; call++) {
                if (Share.takesCall(percent, call)) taken++;
                assertThat(Share.allows(percent, taken, call + 1)).isTrue();
            }
            assertThat(taken).isEqualTo(percent * 100L);
        }
    }
}
