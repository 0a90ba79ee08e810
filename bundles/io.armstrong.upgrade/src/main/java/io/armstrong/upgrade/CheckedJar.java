package io.armstrong.upgrade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar that was read to its last byte and found sane (fault row 31).
 *
 * @param file where it lies
 * @param sha256 of its bytes, in lower-case hex
 * @param declaration what its manifest says
 */
record CheckedJar(Path file, String sha256, BundleDeclaration declaration) {
    static final long MAX_JAR = 256L << 20;
    static final long MAX_MANIFEST = 1L << 20;
    static final int MAX_ENTRIES = 65_000;
    /** Unpacked to packed size; content up to {@link #MAX_MANIFEST} may have any. */
    static final int MAX_RATIO = 200;

    private static final String MEND = "build the jar again, or copy it again";

    /**
     * Reads a jar.
     *
     * @throws io.armstrong.api.SupervisionException REFUSED, with what is wrong with it
     */
    static CheckedJar read(Path file) {
        try {
            long size = Files.size(file);
            if (size > MAX_JAR) throw Refusal.of(file + " has " + size + " bytes, at most " + MAX_JAR, MEND);
            String digest = digest(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                checkEntries(zip, size);
                checkSignature(zip);
                return new CheckedJar(file, digest, BundleDeclaration.of(headers(zip)));
            }
        } catch (ZipException e) {
            throw Refusal.of(file + " is no readable jar: " + e.getMessage(), MEND);
        } catch (IOException e) {
            throw Refusal.of(file + " cannot be read: " + Refusal.sentence(e), MEND);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(file + " has a bad manifest: " + e.getMessage(), "mend the manifest");
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void checkEntries(ZipFile zip, long packed) throws IOException {
        if (zip.size() > MAX_ENTRIES)
            throw Refusal.of(zip.getName() + " has " + zip.size() + " entries, at most " + MAX_ENTRIES, MEND);
        Set<String> names = new HashSet<>();
        long most = Math.max(MAX_MANIFEST, packed * MAX_RATIO);
        long unpacked = 0;
        for (ZipEntry entry : zip.stream().toList()) {
            checkName(entry.getName());
            if (!names.add(entry.getName())) throw Refusal.of("entry " + entry.getName() + " stands twice", MEND);
            unpacked += unpack(zip, entry, most - unpacked);
        }
    }

    /** What is signed must be what was signed. Who signed is asked elsewhere. */
    private static void checkSignature(ZipFile zip) throws IOException {
        if (zip.stream().noneMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.SF"))) return;
        try (JarFile signed = new JarFile(zip.getName(), true)) {
            for (ZipEntry entry : signed.stream().toList())
                try (InputStream in = signed.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
        } catch (SecurityException e) {
            throw Refusal.of(
                    zip.getName() + " was altered after it was signed: " + e.getMessage(), "do not use this jar");
        }
    }

    private static void checkName(String name) {
        boolean leaves = name.startsWith("/") || name.contains("\\") || name.matches("(?s)(.*/)?\\.\\.(/.*)?");
        if (leaves) throw Refusal.of("entry '" + name + "' leads out of the jar", "do not use this jar");
    }

    /** Reads an entry whole and checks its CRC. @return its size */
    private static long unpack(ZipFile zip, ZipEntry entry, long most) throws IOException {
        long limit = entry.getName().equals(JarFile.MANIFEST_NAME) ? Math.min(most, MAX_MANIFEST) : most;
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > limit)
                    throw Refusal.of("entry " + entry.getName() + " unpacks to more than " + limit + " bytes", MEND);
                crc.update(buffer, 0, n);
            }
        }
        if (entry.getCrc() != -1 && entry.getCrc() != crc.getValue())
            throw new ZipException("entry " + entry.getName() + " is damaged");
        return size;
    }

    /** The main headers of a jar that was checked before. @throws io.armstrong.api.SupervisionException when it cannot be read any more */
    static Map<String, String> headers(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return headers(zip);
        } catch (IOException e) {
            throw Refusal.of(file + " cannot be read: " + Refusal.sentence(e), MEND);
        }
    }

    private static Map<String, String> headers(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
        if (entry == null) throw new IllegalArgumentException("there is none");
        try (InputStream in = zip.getInputStream(entry)) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            new Manifest(in).getMainAttributes().forEach((name, value) -> headers.put(name.toString(), (String) value));
            return headers;
        }
    }
}
