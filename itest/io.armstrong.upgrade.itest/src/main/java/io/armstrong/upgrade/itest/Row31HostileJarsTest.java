package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.test.common.annotation.InjectService;

/**
 * Fault row 31: jars that are broken, or made to do harm. The plan refuses each with reason and remedy, and so does the upgrade, before
 * anything is asked of the framework and before anything is put into the store.
 */
class Row31HostileJarsTest extends Runtime {
    private static final int MAX_ENTRIES = 65_000;
    private static final long MAX_JAR = 256L << 20;

    @InjectService(timeout = 20_000)
    Store store;

    private final List<BundleEvent> events = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener = events::add;
    private Bundle bundle;

    @BeforeEach
    void runs() throws Exception {
        bundle = install(counter(1));
        call("add", "41");
        context.addBundleListener(listener);
    }

    @AfterEach
    void listenNoMore() {
        context.removeBundleListener(listener);
    }

    /** What is right but for that. */
    private Path good() throws IOException {
        return counter(2).write(folder.resolve("next.jar"));
    }

    private void refused(Path jar, String reason, String remedy) throws Exception {
        Store.BundleRecord before = store.bundle("test." + id).orElseThrow();
        PlanReport plan = done(upgrades.plan(id, jar, Options.NONE));
        assertThat(plan.possible()).isFalse();
        assertThat(plan.reason()).contains(reason, "; " + remedy);
        UpgradeReport report = done(upgrades.upgrade(id, jar, Options.NONE));
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).isEqualTo(plan.reason());
        assertThat(events).as("the framework was asked for nothing").isEmpty();
        assertThat(store.bundle("test." + id)).contains(before);
        assertThat(upgrades.history(id)).isEmpty();
        serves(bundle, "1.0.0", 41);
        assertThat(report().restarts()).isZero();
    }

    /** The same jar, with more written into it. */
    private Path with(More more) throws IOException {
        Path jar = folder.resolve("more.jar");
        try (ZipFile from = new ZipFile(good().toFile());
                ZipOutputStream to = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
            more.write(to);
        }
        return jar;
    }

    private interface More {
        void write(ZipOutputStream jar) throws IOException;
    }

    @Test
    void tooManyEntries() throws Exception {
        Path jar = with(to -> {
            to.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i <= MAX_ENTRIES; i++) {
                ZipEntry empty = new ZipEntry("e" + i);
                empty.setSize(0);
                empty.setCrc(new CRC32().getValue());
                to.putNextEntry(empty);
            }
        });
        refused(jar, "entries, at most " + MAX_ENTRIES, "build the jar again");
    }

    @Test
    void aJarThatIsTooLarge() throws Exception {
        Path jar = good();
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.setLength(MAX_JAR + 1);
        }
        refused(jar, "has " + (MAX_JAR + 1) + " bytes, at most " + MAX_JAR, "build the jar again");
    }

    @Test
    void aBombAndAHugeManifest() throws Exception {
        Path bomb = with(to -> {
            to.putNextEntry(new ZipEntry("bomb"));
            to.write(new byte[16 << 20]);
        });
        refused(bomb, "entry bomb unpacks to more than", "build the jar again");
        ChildJar wordy = counter(2);
        for (int i = 0; i < 40; i++) wordy.header("X-Words-" + i, "word ".repeat(6_000));
        refused(
                wordy.write(folder.resolve("wordy.jar")),
                "entry META-INF/MANIFEST.MF unpacks to more than",
                "build the jar again");
    }

    @Test
    void aPathThatClimbsOut() throws Exception {
        for (String name : List.of("../../etc/cron.d/x", "/etc/passwd", "a/../../x", "a\\..\\x")) {
            Path jar = with(to -> {
                to.putNextEntry(new ZipEntry(name));
                to.write(1);
            });
            refused(jar, "entry '" + name + "' leads out of the jar", "do not use this jar");
        }
    }

    @Test
    void aTruncatedJar() throws Exception {
        Path jar = good();
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
            file.setLength(file.length() * 2 / 3);
        }
        refused(jar, "is no readable jar", "build the jar again");
    }

    @Test
    void aSignedJarThatWasAlteredAfterwards() throws Exception {
        Path signed = signed(good());
        assertThat(done(upgrades.plan(id, signed, Options.NONE)).reason()).isEmpty();
        Path altered = folder.resolve("altered.jar");
        try (ZipFile from = new ZipFile(signed.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(altered))) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
                if (entry.getName().endsWith(".xml")) to.write(' ');
            }
        }
        refused(altered, "was altered after it was signed", "do not use this jar");
    }

    /** By the tools of the JDK that this runs on, with a key made for it. */
    private Path signed(Path jar) throws Exception {
        Path keys = folder.resolve("keys.p12");
        String store = keys.toString();
        run(("keytool -genkeypair -alias k -keyalg EC -dname CN=test -storepass changeit -keystore " + store)
                .split(" "));
        run(("jarsigner -storepass changeit -keystore " + store + " " + jar + " k").split(" "));
        return jar;
    }

    private void run(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(words));
        command.set(0, Path.of(System.getProperty("java.home"), "bin", words[0]).toString());
        Path told = folder.resolve(words[0] + ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(() -> contentOf(told)).isZero();
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
