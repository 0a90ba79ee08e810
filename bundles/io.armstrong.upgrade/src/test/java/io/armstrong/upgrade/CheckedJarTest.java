package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedJarTest {
    @TempDir
    Path folder;

    private Path jar(JarBuilder builder) {
        return builder.write(folder.resolve("x.jar"));
    }

    private static JarBuilder good() {
        return JarBuilder.version("1.2.3", 4);
    }

    @Test
    void readsWhatTheManifestDeclares() {
        BundleDeclaration found = CheckedJar.read(
                        jar(good().migration(3, 4, true).header("Armstrong-Child", "plain;tier=normal")))
                .declaration();
        assertThat(found.symbolicName()).isEqualTo("counter.bundle");
        assertThat(found.version()).hasToString("1.2.3");
        assertThat(found.children()).containsOnlyKeys("counter", "plain");
        assertThat(found.children().get("counter").schema()).isEqualTo(4);
        assertThat(found.children().get("plain").schema()).isZero();
        assertThat(found.migrations())
                .containsExactly(
                        new io.armstrong.core.upgrade.MigrationStep("counter", 3, 4, true, TestMigrations.name(3, 4)));
    }

    @Test
    void refusesNamesThatLeadOut() {
        for (String name : new String[] {"../x", "a/../../x", "/etc/x", "a\\b", ".."})
            assertThatThrownBy(() -> CheckedJar.read(jar(good().entry(name, new byte[1]))))
                    .hasMessageContaining("leads out of the jar");
        assertThat(CheckedJar.read(jar(good().entry("a/..b/c..", new byte[1]))).sha256())
                .hasSize(64);
    }

    @Test
    void refusesABomb() {
        assertThatThrownBy(() -> CheckedJar.read(jar(good().entry("bomb", new byte[8 << 20]))))
                .hasMessageContaining("entry bomb unpacks to more than");
    }

    @Test
    void refusesAHugeManifest() {
        assertThatThrownBy(() ->
                        CheckedJar.read(jar(good().header("X", "y".repeat(70).repeat(20_000)))))
                .hasMessageContaining("META-INF/MANIFEST.MF unpacks to more than");
    }

    @Test
    void refusesADamagedEntry() throws IOException {
        Path file = jar(good().entry("a", "some content".repeat(10).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        byte[] bytes = Files.readAllBytes(file);
        int damaged = 0;
        for (int i = 0; i < bytes.length; i += 4) {
            byte was = bytes[i];
            bytes[i] ^= 0x40;
            Files.write(file, bytes);
            if (refused(file)) damaged++;
            bytes[i] = was;
        }
        assertThat(damaged).isGreaterThan(bytes.length / 8);
    }

    /** A flipped bit is found, or does not matter; it never gets anything but a refusal. */
    private static boolean refused(Path file) {
        try {
            CheckedJar.read(file);
            return false;
        } catch (io.armstrong.api.SupervisionException e) {
            return true;
        }
    }

    @Test
    void refusesWhatIsNoBundle() {
        assertThatThrownBy(() -> CheckedJar.read(jar(new JarBuilder().header("Manifest-Version", "1.0"))))
                .hasMessageContaining("no Bundle-SymbolicName");
        assertThatThrownBy(() -> BundleDeclaration.of(Map.of(
                        "Bundle-SymbolicName", "x", "Provide-Capability", "io.armstrong.child;schema=x;worker=y")))
                .hasMessageContaining("schema is 'x': must be a whole number");
        assertThatThrownBy(() -> CheckedJar.read(jar(good().header("Bundle-Version", "x.y"))))
                .hasMessageContaining("bad manifest");
    }
}
