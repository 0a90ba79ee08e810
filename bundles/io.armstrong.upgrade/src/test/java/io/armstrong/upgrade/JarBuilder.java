package io.armstrong.upgrade;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the jar of a bundle called {@code counter.bundle}. */
final class JarBuilder {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    static JarBuilder version(String version, int schema) {
        return new JarBuilder()
                .header("Manifest-Version", "1.0")
                .header("Bundle-SymbolicName", "counter.bundle")
                .header("Bundle-Version", version)
                .capability("io.armstrong.child;io.armstrong.child=counter;worker=x.Counter;schema=" + schema);
    }

    /** The same as the template of a dynamic supervisor. */
    static JarBuilder dynamic(String version, int schema) {
        return new JarBuilder()
                .header("Manifest-Version", "1.0")
                .header("Bundle-SymbolicName", "counter.bundle")
                .header("Bundle-Version", version)
                .capability(
                        "io.armstrong.child;io.armstrong.child=counter;worker=x.Counter;dynamic=true;schema=" + schema);
    }

    JarBuilder header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    JarBuilder capability(String clause) {
        headers.merge("Provide-Capability", clause, (one, other) -> one + "," + other);
        return this;
    }

    JarBuilder migration(int from, int to, boolean down) {
        return capability("io.armstrong.migration;io.armstrong.migration=counter;from:Long=" + from + ";to:Long=" + to
                + ";down=" + down + ";class=" + TestMigrations.name(from, to));
    }

    JarBuilder entry(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    Path write(Path file) {
        StringBuilder manifest = new StringBuilder();
        headers.forEach((name, value) -> manifest.append(folded(name + ": " + value)));
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(entry("META-INF/MANIFEST.MF"));
            zip.write(manifest.append("\n").toString().getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(entry(entry.getKey()));
                zip.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same parts give the same bytes, whenever they are written. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        return entry;
    }

    /** Manifest lines have at most 72 bytes; what follows begins with a space. */
    private static String folded(String line) {
        StringBuilder folded = new StringBuilder();
        for (int at = 0; at < line.length(); at += 70)
            folded.append(at == 0 ? "" : " ")
                    .append(line, at, Math.min(line.length(), at + 70))
                    .append('\n');
        return folded.toString();
    }
}
