package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.upgrade.itest.fixture.AnswersLate;
import io.armstrong.upgrade.itest.fixture.AnswersNothing;
import io.armstrong.upgrade.itest.fixture.AnswersTwo;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U9: success, failure and inconclusive, in steps and in the background, by what each revision did. */
class U9AnalysisTest extends Service {
    private static final String STEPS = "weight 20, analysis, weight 50, analysis, promote";

    @Test
    void successGoesToTheEndByItself() throws Exception {
        Bundle bundle = installOne();
        try (Calls calls = new Calls(face())) {
            begin(service("2.0.0", AnswersTwo.class), QUICK.steps(STEPS));
            RolloutReport last = ended();
            assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
            assertThat(last.told()).anyMatch(line -> line.startsWith("verdict success"));
            assertThat(calls.failed).hasValue(0);
        }
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }

    @Test
    void failureGoesBackByItself() throws Exception {
        Bundle bundle = installOne();
        try (Calls calls = new Calls(face())) {
            begin(service("2.0.0", AnswersNothing.class), QUICK.steps(STEPS));
            RolloutReport last = ended();
            assertThat(last.outcome()).isEqualTo("aborted");
            assertThat(last.reason())
                    .startsWith("verdict failure: errors")
                    .contains("on 2.0.0")
                    .contains("on 1.0.0");
            assertThat(last.sides().get(0).errors())
                    .as("tagged with who made them")
                    .isPositive();
            assertThat(last.sides().subList(1, 3)).extracting("errors").containsOnly(0L);
        }
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        assertThat(supervision.status(id).breaker())
                .as("never counted against the child")
                .isIn("none", "closed");
        noTwinIsLeft();
    }

    @Test
    void slowIsAFailureToo() throws Exception {
        installOne();
        try (Calls calls = new Calls(face())) {
            begin(
                    service("2.0.0", AnswersLate.class),
                    QUICK.steps("weight 40, analysis, promote")
                            .analysis("interval=4000 count=1 calls=20 floor=20 background=false"));
            assertThat(ended().reason()).contains("of 100 calls within");
            assertThat(calls.failed).hasValue(0);
        }
    }

    @Test
    void tooFewCallsPauseAndAskAndAPersonMayPromote() throws Exception {
        Bundle bundle = installOne();
        begin(service("2.0.0", AnswersTwo.class), QUICK.steps(STEPS));
        RolloutReport asks = until("paused");
        assertThat(asks.reason()).contains("verdict inconclusive").contains("each needs 40");
        rollouts.promote(id);
        assertThat(ended().outcome()).isEqualTo("promoted");
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }

    @Test
    void theBackgroundEndsWhatNoStepLooksAt() throws Exception {
        installOne();
        try (Calls calls = new Calls(face())) {
            begin(
                    service("2.0.0", AnswersNothing.class),
                    QUICK.steps("weight 30, pause, promote").analysis("interval=300 calls=40"));
            assertThat(ended().reason()).startsWith("background verdict failure");
        }
    }

    @Test
    void whoObservesOnlySaysWhatItWouldHaveDone() throws Exception {
        Bundle bundle = installOne();
        try (Calls calls = new Calls(face())) {
            begin(
                    service("2.0.0", AnswersNothing.class),
                    QUICK.steps("weight 30, analysis, promote")
                            .analysis("interval=1000 count=1 calls=40 background=false observe=true"));
            RolloutReport last = ended();
            assertThat(last.told()).anyMatch(line -> line.startsWith("would have aborted: verdict failure"));
            assertThat(last.outcome()).isEqualTo("promoted");
        }
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }
}
