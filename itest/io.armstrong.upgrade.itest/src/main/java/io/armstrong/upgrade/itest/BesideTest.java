package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.AnswersTwo;
import io.armstrong.upgrade.itest.fixture.NeverStarts;
import io.armstrong.upgrade.itest.fixture.StartsOnlyAsTwin;
import io.armstrong.upgrade.itest.fixture.WaitsAtGate;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Design section 4: a plain bundle that declares that it can live twice is upgraded with nobody waiting for it. */
class BesideTest extends Service {
    private Bundle bundle;
    private Function<String, String> face;

    @BeforeEach
    void installAndCall() throws Exception {
        bundle = installOne();
        face = face();
        assertThat(face.apply("x")).isEqualTo("1:x");
    }

    private ChildJar two() throws Exception {
        return service("2.0.0", AnswersTwo.class);
    }

    private void serves(String version) {
        assertThat(bundle.getVersion()).hasToString(version + ".0.0");
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(face.apply("x")).isEqualTo(version + ":x");
        noTwinIsLeft();
    }

    @Test
    void theSecondBundleAnswersWhileItsOwnIsNotThereYet() throws Exception {
        Path jar = two().runs(WaitsAtGate.class).write(folder.resolve("next.jar"));
        try (Gate own = Gate.own(id);
                Calls calls = new Calls(face)) {
            CompletionStage<UpgradeReport> walk = upgrades.upgrade(id, jar, Options.NONE);
            own.reached();
            assertThat(bundle.getState()).isNotEqualTo(Bundle.ACTIVE);
            assertThat(answeredByTwo(face, 800)).isEqualTo(800);
            own.open();
            UpgradeReport report = done(walk);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
            assertThat(report.to()).isEqualTo("2.0.0");
            assertThat(calls.failed).hasValue(0);
        }
        serves("2");
        RolloutReport canary = rollouts.status(id);
        assertThat(canary.outcome()).isEqualTo("promoted");
        assertThat(canary.percent()).isEqualTo(100);
    }

    @Test
    void aVersionThatStartsNowhereChangesNothing() throws Exception {
        try (Calls calls = new Calls(face)) {
            UpgradeReport report = upgrade(two().runs(NeverStarts.class));
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains("boom in start");
            assertThat(calls.failed).hasValue(0);
        }
        serves("1");
        assertThat(upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void aVersionThatStartsOnlyBesideIsTakenBack() throws Exception {
        try (Calls calls = new Calls(face)) {
            UpgradeReport report = upgrade(two().runs(StartsOnlyAsTwin.class));
            assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(report.reason()).contains("not in this place");
            assertThat(calls.failed).hasValue(0);
        }
        serves("1");
    }

    @Test
    void whereItIsAskedForTheBundleGoesTheDirectWayAlone() throws Exception {
        assertThat(upgrade(two(), Options.NONE.directly()).outcome()).isEqualTo(Outcome.COMMITTED);
        serves("2");
        assertThatThrownBy(() -> rollouts.status(id)).hasMessageContaining("there was no rollout");
    }

    @Test
    void aVersionThatCannotLiveTwiceGoesTheDirectWayAlone() throws Exception {
        ChildJar single = two().header("Armstrong-Child", id + ";tier=normal");
        assertThat(upgrade(single).outcome()).isEqualTo(Outcome.COMMITTED);
        serves("2");
        assertThatThrownBy(() -> rollouts.status(id)).hasMessageContaining("there was no rollout");
    }

    @Test
    void thePlanSaysSo() throws Exception {
        PlanReport plan = done(upgrades.plan(id, two().write(folder.resolve("next.jar")), Options.NONE));
        assertThat(plan.why()).contains("a second bundle answers the calls of its faces meanwhile");
    }
}
