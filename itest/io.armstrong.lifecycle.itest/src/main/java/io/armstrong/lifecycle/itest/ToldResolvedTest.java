package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.lifecycle.itest.child.Good;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A bundle that comes up while another one's resolution is told may be overlooked by who tracks bundles: so it waits. */
class ToldResolvedTest extends Children {
    @Test
    void noneStartsWhileItIsToldThatAnotherIsResolved() throws Exception {
        long slow = install("slow", Good.class);
        long other = install("other", Good.class);
        List<String> told = new CopyOnWriteArrayList<>();
        CompletableFuture<CompletionStage<Outcome>> start = new CompletableFuture<>();
        SynchronousBundleListener listener = event -> {
            long id = event.getBundle().getBundleId();
            if (id == other && event.getType() == BundleEvent.STARTED) told.add("other started");
            if (id != slow || event.getType() != BundleEvent.RESOLVED) return;
            start.complete(lifecycle.start(other, LONG));
            await().atMost(Duration.ofSeconds(5)).until(ToldResolvedTest::somebodyWaits);
            told.add("slow resolved");
        };
        context.addBundleListener(listener);
        try {
            assertDone(get(lifecycle.start(slow, LONG)));
            assertDone(get(start.join()));
        } finally {
            context.removeBundleListener(listener);
        }
        assertThat(told).containsExactly("slow resolved", "other started");
    }

    private static boolean somebodyWaits() {
        return Thread.getAllStackTraces().values().stream()
                .anyMatch(stack -> has(stack, ".ReentrantLock", "tryLock") && has(stack, ".Resolution", ""));
    }

    private static boolean has(StackTraceElement[] stack, String type, String method) {
        return Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().endsWith(type)
                        && frame.getMethodName().startsWith(method));
    }
}
