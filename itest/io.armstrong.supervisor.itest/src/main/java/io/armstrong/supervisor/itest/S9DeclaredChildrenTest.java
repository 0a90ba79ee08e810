package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Journal;
import io.armstrong.tiny.TinyBundle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Row S9: children that are declared and not coded, and what is refused. */
class S9DeclaredChildrenTest extends Trees {
    @Test
    void aBundleWithOnlyAHeaderIsSupervisedWithinASecond() throws Exception {
        plain("s9-plain", "tier=peripheral;restart=permanent");
        Duration most = Boolean.getBoolean("armstrong.proof") ? Duration.ofSeconds(1) : LONG;
        await().atMost(most).until(() -> supervision.tree().children().stream()
                .anyMatch(child -> child.id().equals("s9-plain")));
        assertThat(up("s9-plain").tier()).isEqualTo(Tier.PERIPHERAL);
        crashAndBack("s9-plain");
    }

    @Test
    void aCapabilityMadeAtBuildTimeIsAChild() throws Exception {
        echo("s9-worker", "tier=\"normal\"");
        up("s9-worker");
        assertThat(get(supervision.callWords("s9-worker", List.of("hi"), LONG))).isEqualTo(1L);
    }

    @Test
    void aConfigurationMakesABundleThatKnowsNothingAChild() throws Exception {
        install(TinyBundle.named("s9-unaware"), "s9-unaware");
        configure("io.armstrong.child", "s9-conf", "bundle=s9-unaware", "tier=normal");
        mine("s9-conf");
        up("s9-conf");
        crashAndBack("s9-conf");
    }

    @Test
    void theApiAddsAChildForGood() throws Exception {
        install(TinyBundle.named("s9-added"), "s9-added");
        mine("s9-api");
        get(supervision.add(ChildSpec.of("s9-api").withSource(new ChildSource.InBundle("s9-added", ""))));
        up("s9-api");
    }

    /** Somebody starts it between the stop and the end of it: it is stopped once more. */
    @Test
    void aRemovalHasItsWayAgainstAStart() throws Exception {
        Bundle bundle = plain("s9-removed", "tier=normal");
        up("s9-removed");
        CountDownLatch ordered = new CountDownLatch(1);
        SynchronousBundleListener stop = event -> {
            if (event.getBundle() == bundle && event.getType() == BundleEvent.STOPPING) awaitLatch(ordered);
        };
        context.addBundleListener(stop);
        try {
            CompletionStage<Void> removal = supervision.remove("s9-removed");
            CompletionStage<ChildReport> start = supervision.start("s9-removed");
            ordered.countDown();
            assertThat(get(start).incarnation()).as("it came before the end").isEqualTo(2);
            get(removal);
        } finally {
            context.removeBundleListener(stop);
        }
        assertThat(supervision.tree().children()).noneMatch(child -> child.id().equals("s9-removed"));
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void badInputIsRefusedWholeWithPlaceValueAndRule() throws Exception {
        plain("s9-bad", "restart=sometimes");
        String told = await().until(
                        () -> journal.entries("s9-bad", 10).stream()
                                .map(Journal.Entry::event)
                                .filter(ArmstrongEvent.SpecRefused.class::isInstance)
                                .map(ArmstrongEvent::sentence)
                                .findFirst()
                                .orElse(""),
                        text -> !text.isEmpty());
        assertThat(told)
                .contains("Armstrong-Child of s9-bad 1.0.0")
                .contains("restart=sometimes")
                .contains("permanent, transient, temporary");
        assertThat(supervision.tree().children()).noneMatch(child -> child.id().equals("s9-bad"));
    }

    @Test
    void badConfigurationIsRefusedAndTheLastGoodOneStays() throws Exception {
        install(TinyBundle.named("s9-host"), "s9-host");
        configure("io.armstrong.child", "s9-last", "bundle=s9-host", "tier=normal");
        mine("s9-last");
        long incarnation = up("s9-last").incarnation();
        configure("io.armstrong.child", "s9-last", "bundle=s9-host", "teir=normal");
        await().until(() -> journal.entries("s9-last", 20).stream()
                .anyMatch(entry -> entry.event().sentence().contains("did you mean tier?")));
        assertThat(up("s9-last").incarnation()).isEqualTo(incarnation);
    }
}
