package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault row 32, fact F8: whatever became of the framework's cache, the next boot has the child in the version it was upgraded to,
 * under its id and with its state.
 */
class Row32CacheDamagedTest {
    @TempDir
    Path folder;

    private Path home;

    private interface Damage {
        void on(Path cache) throws IOException;
    }

    @Test
    void theChildComesBackFromTheStore() throws Exception {
        home = folder.resolve("home");
        Ledgers ledgers = Ledgers.in(Files.createDirectories(home.resolve("deposit")), folder);
        try (ToldJvm jvm = boot()) {
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("1");
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.two() + " --json"))
                    .contains("\"committed\"");
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("2");
        }
        List<Damage> damages = List.of(
                Row32CacheDamagedTest::deleted,
                cache -> each(cache, "bundle.info", file -> Files.write(file, new byte[0])),
                cache -> each(cache, "revision.location", Files::delete),
                cache -> each(cache, "bundle.jar", file -> Files.write(file, new byte[] {'P', 'K', 3, 4})),
                cache -> {
                    deleted(cache);
                    Files.writeString(
                            Files.createDirectories(cache.resolve("bundle0")).resolve("bundle.id"), "no number");
                    Files.createDirectories(cache.resolve("org.eclipse.osgi/.state"));
                });
        for (int i = 0; i < damages.size(); i++) {
            damages.get(i).on(home.resolve("cache"));
            comesBack(i);
        }
    }

    private ToldJvm boot() throws IOException {
        return ToldJvm.in(home, folder.resolve("err.txt"));
    }

    private void comesBack(int times) throws Exception {
        try (ToldJvm jvm = boot()) {
            Map<String, Object> status = JSON.std.mapFrom(jvm.ask("sup:status ledger --json"));
            assertThat(status).containsEntry("status", "up").containsEntry("version", "2.0.0");
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo(Integer.toString(3 + times));
        }
    }

    private interface Touch {
        void on(Path file) throws IOException;
    }

    private static void each(Path cache, String name, Touch touch) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(cache)) {
            files = all.filter(file -> file.getFileName().toString().equals(name))
                    .toList();
        }
        assertThat(files).as(name + " in " + cache).isNotEmpty();
        for (Path file : files) touch.on(file);
    }

    private static void deleted(Path cache) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(cache)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) Files.delete(file);
    }
}
