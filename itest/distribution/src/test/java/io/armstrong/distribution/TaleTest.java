package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tale, as a user runs it: in the unpacked zip, on the JVM of this build, with nobody there. */
class TaleTest {
    private static final Path ZIP = Path.of(System.getProperty("armstrong.zip")).normalize();
    /** It has limits of its own; this is for a shell that does not come back at all. */
    private static final long RUN_SECONDS = 440;

    @TempDir
    Path folder;

    @Test
    @Timeout(450) // half a minute on an idle machine, minutes on one that builds at the same time
    void everyClaimOfTheTaleHolds() throws Exception {
        unpack();
        Path out = folder.resolve("out");
        Process tale = start(out);
        try {
            assertThat(tale.waitFor(RUN_SECONDS, TimeUnit.SECONDS))
                    .as(Files.readString(out))
                    .isTrue();
        } finally {
            tale.destroy(); // its own trap ends the JVM it runs
        }
        List<String> lines = Files.readAllLines(out);
        assertThat(tale.exitValue()).as(String.join("\n", lines)).isZero();
        assertThat(lines.get(lines.size() - 1)).matches("tale: \\d{2} checks passed");
    }

    private Process start(Path out) throws IOException {
        ProcessBuilder script = new ProcessBuilder(
                        "bash",
                        root().resolve("bin/tale").toString(),
                        "--home",
                        folder.resolve("home").toString())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return script.start();
    }

    private Path root() {
        return folder.resolve(ZIP.getFileName().toString().replaceAll("\\.zip$", ""));
    }

    private void unpack() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); )
                unpack(zip, entries.nextElement());
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream bytes = zip.getInputStream(entry)) {
            Files.copy(bytes, target);
        }
    }
}
