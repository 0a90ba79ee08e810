package io.armstrong.story.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** The bundles of the chain as a user deploys them: installed, in any order, and left to the runtime. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Chain {
    static final Duration LONG = Duration.ofSeconds(60);
    static final List<String> KERNEL = List.of("identity", "crypto-policy", "registry");
    private static final List<String> CHILDREN = List.of("identity", "crypto-policy", "registry", "mempool", "wallet");
    private static final List<String> JARS =
            List.of("api", "identity", "cryptopolicy", "registry", "mempool", "wallet");

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @TempDir
    Path folder;

    private final List<Bundle> installed = new ArrayList<>();

    @BeforeEach
    void install() throws IOException, BundleException {
        List<String> order = new ArrayList<>(JARS);
        long seed = System.nanoTime();
        Collections.shuffle(order, new Random(seed));
        for (String name : order)
            installed.add(context.installBundle(jar(name).toUri().toString()));
        await("installed in the order " + order).atMost(LONG).until(() -> CHILDREN.stream()
                .allMatch(this::isUp));
    }

    @AfterEach
    void uninstall() throws BundleException {
        CHILDREN.forEach(id -> supervision.remove(id).toCompletableFuture().join());
        for (Bundle bundle : installed) bundle.uninstall();
    }

    Path jar(String name) throws IOException {
        Path file = folder.resolve(name + ".jar");
        try (InputStream in =
                context.getBundle().getEntry("jars/" + name + ".jar").openStream()) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    boolean isUp(String id) {
        try {
            return supervision.status(id).status() == ChildStatus.UP;
        } catch (SupervisionException notYet) {
            return false;
        }
    }

    /** Crashes a child and waits until all of {@code restarted} are up in a later incarnation. */
    void crash(String id, List<String> restarted) {
        List<Long> before = incarnations(restarted);
        supervision.crash(id, "by the story");
        await().atMost(LONG).until(() -> {
            List<Long> now = incarnations(restarted);
            for (int i = 0; i < now.size(); i++) if (now.get(i) <= before.get(i)) return false;
            return restarted.stream().allMatch(this::isUp);
        });
    }

    List<Long> incarnations(List<String> ids) {
        return ids.stream().map(id -> supervision.status(id).incarnation()).toList();
    }

    /** The answer as text: the record's own words. */
    String call(String id, String... words) {
        return String.valueOf(supervision
                .callWords(id, List.of(words), LONG)
                .toCompletableFuture()
                .join());
    }
}
