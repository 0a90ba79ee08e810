package io.armstrong.store;

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
 * Jars by their SHA-256, one file each. A jar is copied to a temporary file in the same folder, hashed on the way, forced,
 * renamed, and the folder forced: under its own name there is a whole jar or none.
 */
final class Jars {
    /** Jars that were put in last are not pruned, though nothing refers to them yet. */
    static final int FRESH = 64;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final String SUFFIX = ".jar";

    private final Disk disk;
    private final Path folder;
    /** Guarded by this. */
    private final Deque<String> fresh = new ArrayDeque<>();
    /** Guarded by this. */
    private long copies;

    Jars(Disk disk, Path folder) throws IOException {
        this.disk = disk;
        this.folder = folder;
        disk.makeFolder(folder);
    }

    synchronized String put(Path jar) throws IOException {
        Path temporary = folder.resolve("copy-" + copies++ + ".tmp");
        try {
            String sha256 = copy(jar, temporary);
            disk.rename(temporary, file(sha256));
            disk.forceFolder(folder);
            fresh.remove(sha256);
            fresh.addLast(sha256);
            if (fresh.size() > FRESH) {
                fresh.removeFirst();
            }
            return sha256;
        } catch (IOException e) {
            throw failed(jar, temporary, e);
        }
    }

    private IOException failed(Path jar, Path temporary, IOException cause) {
        long needed = 0;
        try {
            disk.delete(temporary);
            needed = disk.size(jar);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return Failure.of("cannot take in " + jar, needed, cause);
    }

    private String copy(Path jar, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = disk.read(jar, 0);
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

    /** Where the jar lies, its bytes checked against its name. */
    Path get(String sha256) throws IOException {
        Path file = file(sha256);
        if (!has(sha256)) {
            throw new IOException("ARM-STORE-MISSING: " + file + " is not there; put that jar in again with sup:adopt");
        }
        String found = hash(file);
        if (!found.equals(sha256)) {
            throw new IOException(
                    "ARM-STORE-DAMAGED: " + file + " should hold the bytes its name says, but has SHA-256 " + found
                            + "; what runs keeps running; put that jar in again with sup:adopt");
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
            String sha256 = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
            if (!wanted.contains(sha256) && !fresh.contains(sha256)) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    private Path file(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 is '" + sha256 + "', must be 64 lower-case hex digits");
        }
        return folder.resolve(sha256 + SUFFIX);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
