package io.armstrong.store.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

@ExtendWith(BundleContextExtension.class)
class StoreServiceTest {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @InjectBundleContext
    BundleContext context;

    @TempDir
    Path temp;

    private Bundle bundle() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals("io.armstrong.store"))
                .findFirst()
                .orElseThrow();
    }

    private Store store() {
        await().atMost(DEADLINE).until(() -> context.getServiceReference(Store.class) != null);
        return context.getService(context.getServiceReference(Store.class));
    }

    private void restart() throws BundleException {
        bundle().stop();
        assertThat(context.getServiceReference(Store.class)).isNull();
        bundle().start();
    }

    private Path folder() {
        return Path.of(context.getProperty("armstrong.home"), "store");
    }

    @Test
    void keepsWhatItWasToldThroughARestartOfItsBundle() throws Exception {
        ChildRecord child = new ChildRecord("counter", "org.example.counter", Map.of("tier", "normal"), "running");
        Store before = store();
        before.save(child);
        String sha256 = before.putJar(Files.writeString(temp.resolve("counter.jar"), "a jar"));
        before.adopt(child.symbolicName(), new RevisionRecord("1.0.0", sha256, "file:counter.jar", Instant.EPOCH));
        before.checkpoint("counter", 1, () -> Map.of("count", 42, "names", List.of("a", "b")))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        restart();
        Store after = store();
        assertThat(after).isNotSameAs(before);
        assertThat(after.child("counter")).contains(child);
        assertThat(after.lastCheckpoint("counter").orElseThrow().data())
                .isEqualTo(Map.of("count", 42, "names", List.of("a", "b")));
        assertThat(after.jar(after.bundle(child.symbolicName())
                        .orElseThrow()
                        .current()
                        .sha256()))
                .hasContent("a jar");
        after.forget("counter");
    }

    @Test
    void isNoServiceWhileItsLogIsDamaged() throws Exception {
        store().save(new ChildRecord("first", "", Map.of(), "running"));
        store().save(new ChildRecord("second", "", Map.of(), "running"));
        bundle().stop();
        Path log = newestLog();
        byte[] sound = Files.readAllBytes(log);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(25);
            file.write('?');
        }
        Queue<String> errors = errors();
        bundle().start();
        assertThat(context.getServiceReference(Store.class)).isNull();
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(errors)
                .anyMatch(line -> line.startsWith("the store in " + folder() + " is not available:")
                        && line.contains("bad record in " + log + " at offset 0")));
        bundle().stop();
        Files.write(log, sound);
        bundle().start();
        assertThat(store().child("second")).isPresent();
        store().forget("first");
        store().forget("second");
    }

    /** What is logged as an error from now on; Equinox has a log of its own beside Felix'. */
    private Queue<String> errors() throws Exception {
        Queue<String> errors = new ConcurrentLinkedQueue<>();
        for (ServiceReference<LogReaderService> log : context.getServiceReferences(LogReaderService.class, null)) {
            context.getService(log).addLogListener(entry -> {
                if (entry.getLogLevel() == LogLevel.ERROR) {
                    errors.add(entry.getMessage());
                }
            });
        }
        return errors;
    }

    private Path newestLog() throws Exception {
        try (var files = Files.list(folder().resolve("log"))) {
            return files.sorted().reduce((older, newer) -> newer).orElseThrow();
        }
    }

    @Test
    void isRegisteredOnce() throws Exception {
        store();
        ServiceReference<?>[] references = context.getAllServiceReferences(Store.class.getName(), null);
        assertThat(references).hasSize(1);
    }
}
