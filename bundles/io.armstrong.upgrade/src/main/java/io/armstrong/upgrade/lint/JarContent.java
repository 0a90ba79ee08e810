package io.armstrong.upgrade.lint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The classes and component descriptions of a jar that was checked before: its size is bounded. */
final class JarContent implements AutoCloseable {
    private final ZipFile zip;
    private final Map<String, Optional<Shape>> shapes = new HashMap<>();

    JarContent(Path jar) throws IOException {
        zip = new ZipFile(jar.toFile());
    }

    /** The class of that name; empty when it comes from somewhere else. */
    Optional<Shape> shape(String name) throws IOException {
        Optional<Shape> known = shapes.get(name);
        if (known != null) return known;
        Optional<byte[]> bytes = entry(name.replace('.', '/') + ".class");
        Optional<Shape> read = bytes.map(Shape::read);
        shapes.put(name, read);
        return read;
    }

    Optional<byte[]> entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) return Optional.empty();
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
