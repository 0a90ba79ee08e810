package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.upgrade.itest.fixture.AnswersOne;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectService;

/** What rollout tests share: a plain service that may live twice, called through its face. */
abstract class Service extends Runtime {
    static final Order QUICK = Order.DEFAULT.analysis("interval=1000 count=1 calls=40 floor=1000 background=false");

    @InjectService(timeout = 20_000)
    Rollouts rollouts;

    ChildJar service(String version, Class<?> answers) throws IOException {
        return ChildJar.plain(version, id)
                .header("Armstrong-Child", id + ";tier=normal;twin=true")
                .component("answers", answers, "java.util.function.Function");
    }

    Bundle installOne() throws Exception {
        return install(service("1.0.0", AnswersOne.class));
    }

    RolloutReport begin(ChildJar jar, Order order) throws IOException {
        Path file = jar.write(folder.resolve("next.jar"));
        return done(rollouts.begin(id, file, order));
    }

    RolloutReport ended() {
        return done(rollouts.ended(id));
    }

    RolloutReport until(String phase) {
        await().atMost(DEADLINE).until(() -> rollouts.status(id).phase().equals(phase));
        return rollouts.status(id);
    }

    @SuppressWarnings("unchecked")
    Function<String, String> face() throws InvalidSyntaxException {
        await().atMost(DEADLINE)
                .until(() -> !context.getServiceReferences(Function.class, "(armstrong.child=" + id + ")")
                        .isEmpty());
        ServiceReference<?> found = context.getServiceReferences(Function.class, "(armstrong.child=" + id + ")")
                .iterator()
                .next();
        return (Function<String, String>) context.getService(found);
    }

    /** How many of so many calls, from several threads, the new version answered. */
    static int answeredByTwo(Function<String, String> face, int calls) {
        int lanes = 8;
        AtomicInteger two = new AtomicInteger();
        List<CompletableFuture<Void>> all = IntStream.range(0, lanes)
                .mapToObj(lane -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < calls / lanes; i++) if (face.apply("x").startsWith("2")) two.incrementAndGet();
                }))
                .toList();
        all.forEach(CompletableFuture::join);
        return two.get();
    }

    void noTwinIsLeft() {
        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getLocation().startsWith("armstrong-twin:test." + id + "/")))
                .isEmpty();
    }

    /** Calls in the background until closed. */
    static final class Calls implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        final AtomicLong answered = new AtomicLong();
        final AtomicLong failed = new AtomicLong();
        private final List<Thread> threads;

        Calls(Function<String, String> face) {
            threads = IntStream.range(0, 2)
                    .mapToObj(lane -> new Thread(() -> call(face), "calls-" + lane))
                    .toList();
            threads.forEach(Thread::start);
        }

        private void call(Function<String, String> face) {
            while (!over.get()) {
                try {
                    if (!face.apply("y").isEmpty()) answered.incrementAndGet();
                } catch (RuntimeException e) {
                    failed.incrementAndGet();
                }
                Thread.yield();
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) thread.join();
        }
    }
}
