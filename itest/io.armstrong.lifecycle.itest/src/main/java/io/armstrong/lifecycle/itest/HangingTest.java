package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Lifecycle.HungCall;
import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.lifecycle.itest.child.Good;
import io.armstrong.lifecycle.itest.child.Hanging;
import io.armstrong.lifecycle.itest.child.StopHanging;
import io.armstrong.lifecycle.itest.child.Waiting;
import io.armstrong.tiny.TinyBundle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Children that do not come back in time (facts F1 to F3, F14; fault rows 2, 3, 4, 20). */
class HangingTest extends Children {
    @Test
    void aStartThatHeedsTheInterruptHasOverrunAndSiblingsDoNotNotice() throws Exception {
        long waiting = install("waiting", Waiting.class);
        long sibling = install("sibling", Good.class);
        CompletionStage<Outcome> start = lifecycle.start(waiting, Duration.ofSeconds(2));
        await().until(() -> state(waiting) == Bundle.STARTING);
        assertDone(get(lifecycle.restart(sibling, LONG, LONG)));
        Outcome outcome = get(start);
        assertThat(outcome.kind()).isEqualTo(Kind.OVERRAN);
        assertThat(outcome.state()).isEqualTo("RESOLVED");
        assertThat(outcome.cause()).startsWith("did not return within 2 s; java.lang.InterruptedException");
        assertThat(lifecycle.hung()).isEmpty();
    }

    @Test
    void aStartThatDoesNotIsLeftAloneUntilItReturns() throws Exception {
        CountDownLatch release = latch("hanging");
        long hanging = install("hanging", Hanging.class);
        long sibling = install("sibling", Good.class);

        Outcome hung = get(lifecycle.start(hanging, SHORT));
        assertThat(hung.kind()).isEqualTo(Kind.HUNG);
        assertThat(hung.state()).isEqualTo("STARTING");
        assertThat(hung.cause())
                .startsWith("start did not return within 200 ms nor heed the interrupt at " + Hanging.class.getName());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("armstrong-hung-hanging");

        for (CompletionStage<Outcome> later : List.of(
                lifecycle.start(hanging, LONG),
                lifecycle.stop(hanging, LONG),
                lifecycle.restart(hanging, LONG, LONG),
                lifecycle.uninstall(hanging, LONG),
                lifecycle.refresh(List.of(hanging), LONG))) {
            assertThat(later.toCompletableFuture()).isDone();
            assertThat(get(later).kind()).isEqualTo(Kind.REFUSED);
            assertThat(get(later).cause()).startsWith("hanging (" + hanging + ") hangs in start for ");
            assertThat(get(later).trace()).anyMatch(frame -> frame.contains("Hanging.hang("));
        }
        assertThat(lifecycle.hung()).extracting(HungCall::bundleId).containsExactly(hanging);

        for (int i = 0; i < 10; i++) assertDone(get(lifecycle.restart(sibling, LONG, LONG)));

        release.countDown();
        await().until(() -> facts(hanging).equals(List.of(FrameworkFact.Kind.RETURNED)));
        assertThat(lifecycle.hung()).isEmpty();
        // It came up after all, and was stopped again.
        assertThat(state(hanging)).isEqualTo(Bundle.RESOLVED);
        assertDone(get(lifecycle.start(hanging, LONG)));
    }

    @Test
    void aStopThatHangsIsLeftAloneToo() throws Exception {
        CountDownLatch release = latch("stophanging");
        long id = install(
                "stophanging",
                TinyBundle.named("stophanging").activator(StopHanging.class).content(Hanging.class));
        assertDone(get(lifecycle.start(id, LONG)));
        Outcome hung = get(lifecycle.restart(id, SHORT, LONG));
        assertThat(hung.kind()).isEqualTo(Kind.HUNG);
        assertThat(hung.state()).isEqualTo("STOPPING");
        release.countDown();
        await().until(() -> facts(id).equals(List.of(FrameworkFact.Kind.RETURNED)));
        assertThat(state(id)).isEqualTo(Bundle.RESOLVED);
    }

    @Test
    void aRefreshWhoseClosureHoldsAHungChildIsRefused() throws Exception {
        latch("importer");
        long exporter = install("exporter", TinyBundle.named("exporter").header("Export-Package", "shared.pack"));
        long importer = install(
                "importer",
                TinyBundle.named("importer")
                        .activator(Hanging.class)
                        .header("Import-Package", "org.osgi.framework,shared.pack"));
        long sibling = install("sibling", Good.class);
        assertThat(get(lifecycle.start(importer, SHORT)).kind()).isEqualTo(Kind.HUNG);
        assertThat(lifecycle.closure(List.of(exporter))).containsExactlyInAnyOrder(exporter, importer);

        Outcome refused = get(lifecycle.refresh(List.of(exporter), LONG));
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.cause()).startsWith("importer (" + importer + ") hangs in start for ");
        // Nothing is frozen: fact F3 did not happen.
        assertDone(get(lifecycle.restart(sibling, LONG, LONG)));
        install("another", Good.class);
    }
}
