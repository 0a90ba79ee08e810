package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Sticky;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.upgrade.itest.fixture.AnswersTwo;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U8: both versions live, calls by weight and by key. */
class U8CanaryTest extends Service {
    private static final int CALLS = 10_000;

    @Test
    void tenPercentAreTenPercentAndPromoteFailsNoCall() throws Exception {
        Bundle bundle = installOne();
        Function<String, String> face = face();
        RolloutReport begun = begin(service("2.0.0", AnswersTwo.class), QUICK.steps("weight 10, pause, promote"));
        assertThat(begun.outcome()).as(begun.reason()).isEmpty();
        until("paused");
        assertThat(answeredByTwo(face, CALLS)).isBetween(CALLS / 10 - 100, CALLS / 10);
        RolloutReport now = rollouts.status(id);
        assertThat(now.sides()).extracting("version").containsExactly("2.0.0", "1.0.0", "1.0.0");
        assertThat(now.sides().get(0).calls()).isBetween(CALLS / 10 - 100L, CALLS / 10L);
        assertThat(now.sides().get(1).calls()).as("the baseline has as many").isBetween(CALLS / 10 - 100L, CALLS / 10L);
        assertThat(now.sides().get(2).bundleId()).isEqualTo(bundle.getBundleId());
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        try (Calls calls = new Calls(face)) {
            rollouts.promote(id);
            RolloutReport last = ended();
            assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
            assertThat(calls.failed).hasValue(0);
        }
        assertThat(bundle.getVersion()).hasToString("2.0.0");
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(status()).isEqualTo(ChildStatus.UP);
        assertThat(answeredByTwo(face, 800)).isEqualTo(800);
        noTwinIsLeft();
        assertThat(upgrades.history(id)).last().extracting("outcome").isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void aKeyStaysOnItsSide() throws Exception {
        installOne();
        Function<String, String> face = face();
        begin(
                service("2.0.0", AnswersTwo.class),
                QUICK.steps("weight 10, pause, weight 50, pause, promote")
                        .sticky(Sticky.parse("argument 0"))
                        .baseline(false));
        until("paused");
        Set<String> keys = onTwo(face);
        assertThat(keys).hasSizeBetween(50, 150);
        assertThat(onTwo(face)).isEqualTo(keys);
        rollouts.resume(id);
        until("paused");
        Set<String> more = onTwo(face);
        assertThat(more).hasSizeBetween(420, 580).containsAll(keys);
        rollouts.abort(id, "enough");
        assertThat(ended().outcome()).isEqualTo("aborted");
        assertThat(onTwo(face)).isEmpty();
    }

    private static Set<String> onTwo(Function<String, String> face) {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 1_000; i++) if (face.apply("key-" + i).startsWith("2")) keys.add("key-" + i);
        return keys;
    }

    @Test
    void aCallingBundleStaysOnItsSide() throws Exception {
        installOne();
        Function<String, String> face = face();
        begin(
                service("2.0.0", AnswersTwo.class),
                QUICK.steps("weight 50, pause, promote").sticky(Sticky.parse("bundle")));
        until("paused");
        String side = face.apply("x");
        for (int i = 0; i < 200; i++) assertThat(face.apply("x")).isEqualTo(side);
        rollouts.abort(id, "enough");
        ended();
        noTwinIsLeft();
    }

    @Test
    void anAbortLeavesEverythingAsItWas() throws Exception {
        Bundle bundle = installOne();
        Function<String, String> face = face();
        begin(service("2.0.0", AnswersTwo.class), QUICK.steps("weight 50, pause, promote"));
        until("paused");
        assertThat(answeredByTwo(face, 800)).isBetween(380, 400);
        assertThat(upgrade(service("2.0.0", AnswersTwo.class)).reason()).contains("is being rolled out");
        Path jar = service("2.0.0", AnswersTwo.class).write(folder.resolve("again.jar"));
        assertThatThrownBy(() ->
                        rollouts.begin(id, jar, QUICK).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("rolled out already");
        try (Calls calls = new Calls(face)) {
            rollouts.abort(id, "by hand");
            assertThat(ended().reason()).isEqualTo("by hand");
            assertThat(calls.failed).hasValue(0);
        }
        assertThat(answeredByTwo(face, 800)).isZero();
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        noTwinIsLeft();
        assertThat(upgrade(service("2.0.0", AnswersTwo.class)).reason())
                .as("free again")
                .isEmpty();
    }

    @Test
    void whatCannotLiveTwiceIsRefused() throws Exception {
        install(service("1.0.0", AnswersTwo.class).header("Armstrong-Child", id + ";tier=normal"));
        RolloutReport refused = begin(service("2.0.0", AnswersTwo.class), QUICK);
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.reason())
                .contains("does not say that it can live twice")
                .contains("twin=true");
        noTwinIsLeft();
    }

    @Test
    void aSingleStatefulChildHasNoCanary() throws Exception {
        install(counter(1));
        Path jar = counter(2).write(folder.resolve("next.jar"));
        assertThatThrownBy(() ->
                        rollouts.begin(id, jar, QUICK).toCompletableFuture().join())
                .hasMessageContaining("is a single stateful child: a canary by weight would part its state in two");
    }
}
