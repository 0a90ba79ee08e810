package io.armstrong.supervisor.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/**
 * What is inside a bundle or a jar, entry by entry, so that the two can be compared and a jar be had for a bundle we did
 * not install (design D10). Order, times and compression of the zip do not matter.
 */
public final class BundleContent {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    /** With the pauses, two seconds at the least: an exchange takes milliseconds. */
    private static final int READINGS = 1_000;

    private static final long PAUSE = Duration.ofMillis(2).toNanos();

    private BundleContent() {}

    /** Whether that bundle was installed from the same entries as that jar holds. */
    public static boolean same(Bundle bundle, Path jar) throws IOException {
        String wanted = digest(entries(jar));
        return digest(entries(bundle, wanted)).equals(wanted);
    }

    /**
     * A jar with the content of the bundle: the file of its {@code file:} location where the entries are equal, else one
     * written anew into the folder.
     */
    public static Path jarOf(Bundle bundle, Path folder) throws IOException {
        Optional<Path> file = file(bundle.getLocation());
        if (file.isPresent() && same(bundle, file.get())) return file.get();
        Path rebuilt = Files.createTempFile(folder, "adopted-", ".jar");
        write(entries(bundle, ""), rebuilt);
        return rebuilt;
    }

    /** Of a file's bytes, in lower-case hex. */
    public static String sha256(Path file) throws IOException {
        return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
    }

    /** The file of a {@code file:} location; empty for another, and where there is no such file. */
    public static Optional<Path> file(String location) {
        String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
        if (!url.startsWith("file:")) return Optional.empty();
        try {
            return Optional.of(Path.of(URI.create(url))).filter(Files::isRegularFile);
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty(); // a relative or foreign file URL: the entries themselves will do
        }
    }

    /**
     * While a framework tells of an update it still closes and exchanges the bundle's content: what is read meanwhile may lack entries
     * or fail. So a reading counts when the one before it found the same.
     *
     * @param likely digest of which one reading is enough
     */
    private static TreeMap<String, byte[]> entries(Bundle bundle, String likely) throws IOException {
        String before = "";
        Exception torn = new IOException("it changes all the time");
        for (int reading = 0; reading < READINGS && bundle.getState() != Bundle.UNINSTALLED; reading++) {
            try {
                TreeMap<String, byte[]> entries = collected(bundle);
                String found = digest(entries);
                if (found.equals(likely) || found.equals(before)) return entries;
                before = found;
            } catch (IOException | RuntimeException e) {
                torn = e;
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new IOException("the content of " + bundle + " cannot be read: " + torn, torn);
    }

    private static TreeMap<String, byte[]> collected(Bundle bundle) throws IOException {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        collect(bundle, "/", entries);
        if (entries.isEmpty()) throw new IOException("nothing is in it");
        return entries;
    }

    private static void collect(Bundle bundle, String folder, TreeMap<String, byte[]> entries) throws IOException {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        if (paths == null) return; // empty
        for (String path : Collections.list(paths)) {
            if (path.endsWith("/")) collect(bundle, path, entries);
            else entries.put(path, read(bundle, path));
        }
    }

    private static byte[] read(Bundle bundle, String path) throws IOException {
        URL entry = bundle.getEntry(path);
        if (entry == null) throw new IOException("entry " + path + " of " + bundle + " cannot be read");
        try (InputStream in = entry.openStream()) {
            return in.readAllBytes();
        }
    }

    private static TreeMap<String, byte[]> entries(Path jar) throws IOException {
        TreeMap<String, byte[]> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static String digest(TreeMap<String, byte[]> entries) {
        MessageDigest digest = sha256();
        entries.forEach((name, bytes) -> {
            digest.update((name + "\n" + bytes.length + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void write(TreeMap<String, byte[]> entries, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] manifest = entries.remove(MANIFEST);
            if (manifest != null) put(zip, MANIFEST, manifest);
            for (var entry : entries.entrySet()) put(zip, entry.getKey(), entry.getValue());
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
