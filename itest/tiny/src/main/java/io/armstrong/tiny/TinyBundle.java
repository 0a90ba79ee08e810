package io.armstrong.tiny;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Writes a bundle of a few entries, made when the test runs. Test bundles take this package along. */
public final class TinyBundle {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public static TinyBundle named(String symbolicName) {
        TinyBundle bundle = new TinyBundle();
        bundle.manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return bundle.header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .version("1.0.0");
    }

    public TinyBundle version(String version) {
        return header("Bundle-Version", version);
    }

    public TinyBundle header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    public TinyBundle activator(Class<?> activator) throws IOException {
        return header("Bundle-Activator", activator.getName())
                .header("Import-Package", "org.osgi.framework")
                .content(activator);
    }

    /** Copies a class of the test bundle. */
    public TinyBundle content(Class<?> type) throws IOException {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream("/" + path)) {
            if (bytes == null) throw new IOException("no " + path);
            return entry(path, bytes.readAllBytes());
        }
    }

    public TinyBundle entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    public Path in(Path folder) throws IOException {
        Path jar = Files.createTempFile(folder, "tiny", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }
}
