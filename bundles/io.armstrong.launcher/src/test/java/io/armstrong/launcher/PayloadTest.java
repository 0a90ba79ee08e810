package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTest {
    @TempDir
    Path folder;

    private Payload payload;
    private Path deposit;

    @BeforeEach
    void packAJar() throws IOException {
        payload = new Payload(folder.resolve("armstrong.jar"));
        deposit = Files.createDirectory(folder.resolve("deposit"));
        try (OutputStream file = Files.newOutputStream(payload.jar());
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name : new String[] {"bundles/b.jar", "bundles/a.jar", "bundles/note.txt", "deposit/c.jar"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void nestedJarsAreListedInOrder() throws IOException {
        assertThat(payload.list(Payload.PLATFORM)).containsExactly("bundles/a.jar", "bundles/b.jar");
    }

    @Test
    void theDepositIsBroughtOnceAndLeftAloneWhenEqual() throws IOException {
        payload.deposit(deposit);
        Path jar = deposit.resolve("c.jar");
        assertThat(jar).hasContent("deposit/c.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        payload.deposit(deposit);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(FileTime.fromMillis(0));
    }

    @Test
    void aTornJarInTheDepositIsReplaced() throws IOException {
        Files.writeString(deposit.resolve("c.jar"), "depo");
        payload.deposit(deposit);
        assertThat(deposit.resolve("c.jar")).hasContent("deposit/c.jar");
        assertThat(names(deposit)).containsExactly("c.jar");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
