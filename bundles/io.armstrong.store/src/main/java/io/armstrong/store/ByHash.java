package io.armstrong.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Content by its SHA-256, one file each. It is copied to a temporary file in the same folder, hashed on the way, forced,
 * renamed, and the folder forced: under its own name there is all of it or nothing.
 */
final class ByHash {
    /** What was put in last is not pruned, though nothing refers to it yet. */
    static final int FRESH = 64;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Disk disk;
    private final Path folder;
    private final String suffix;
    /** What to do where a file is missing or damaged. */
    private final String remedy;
    /** Guarded by this. */
    private final Deque<String> fresh = new ArrayDeque<>();
    /** Guarded by this. */
    private long copies;

    ByHash(Disk disk, Path folder, String suffix, String remedy) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.suffix = suffix;
        this.remedy = remedy;
        disk.makeFolder(folder);
    }

    /** What is to be put in: its name for people, its bytes, how many. */
    record Content(String name, Opening opening, Length length) {
        static Content of(String name, byte[] bytes) {
            return new Content(name, () -> new ByteArrayInputStream(bytes), () -> bytes.length);
        }

        static Content of(Disk disk, Path file) {
            return new Content(file.toString(), () -> disk.read(file, 0), () -> disk.size(file));
        }
    }

    interface Opening {
        InputStream open() throws IOException;
    }

    interface Length {
        long bytes() throws IOException;
    }

    synchronized String put(Content content) throws IOException {
        Path temporary = folder.resolve("copy-" + copies++ + ".tmp");
        try {
            String sha256 = copy(content, temporary);
            disk.rename(temporary, file(sha256));
            disk.forceFolder(folder);
            fresh.remove(sha256);
            fresh.addLast(sha256);
            if (fresh.size() > FRESH) {
                fresh.removeFirst();
            }
            return sha256;
        } catch (IOException e) {
            throw failed(content, temporary, e);
        }
    }

    private IOException failed(Content content, Path temporary, IOException cause) {
        long needed = 0;
        try {
            disk.delete(temporary);
            needed = content.length().bytes();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return Failure.of("cannot take in " + content.name(), needed, cause);
    }

    private String copy(Content content, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = content.opening().open();
                Disk.Output out = disk.create(to)) {
            byte[] buffer = new byte[1 << 18];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(ByteBuffer.wrap(buffer, 0, read));
            }
            out.force();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Where it lies, its bytes checked against its name. */
    Path get(String sha256) throws IOException {
        Path file = file(sha256);
        if (!has(sha256)) {
            throw new IOException("ARM-STORE-MISSING: " + file + " is not there; " + remedy);
        }
        String found = hash(file);
        if (!found.equals(sha256)) {
            throw new IOException(
                    "ARM-STORE-DAMAGED: " + file + " should hold the bytes its name says, but has SHA-256 " + found
                            + "; what runs keeps running; " + remedy);
        }
        return file;
    }

    private String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(disk.read(file, 0), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw Failure.of("cannot read " + file, 0, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    boolean has(String sha256) throws IOException {
        try {
            return disk.size(file(sha256)) >= 0;
        } catch (IOException e) {
            throw Failure.of("cannot look for " + file(sha256), 0, e);
        }
    }

    /** Deletes every file that is neither wanted nor fresh, copies that never ended among them. */
    synchronized void prune(Set<String> wanted) throws IOException {
        for (String name : disk.list(folder)) {
            String sha256 = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : "";
            if (!wanted.contains(sha256) && !fresh.contains(sha256)) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    private Path file(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 is '" + sha256 + "', must be 64 lower-case hex digits");
        }
        return folder.resolve(sha256 + suffix);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
