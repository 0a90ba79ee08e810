package io.armstrong.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The lock that keeps a second process off the store (fault row 52). The file holds the pid of its owner; the system
 * frees the lock when that process dies, however it dies.
 */
final class FileLockOfProcess implements Closeable {
    /** What this process holds: closing any channel on a locked file frees the lock on POSIX, so it is not even opened twice. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileLockOfProcess(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FileLockOfProcess take(Path folder, String name) throws IOException {
        Path file = folder.toRealPath().resolve(name);
        if (!HELD.add(file)) {
            throw locked(file, Long.toString(ProcessHandle.current().pid()));
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw locked(file, owner(channel));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
            return new FileLockOfProcess(file, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(file);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static Disk.Locked locked(Path file, String pid) {
        return new Disk.Locked("ARM-STORE-LOCKED: cannot open " + file.getParent() + ": process " + pid
                + " has it; stop that process, or start this one with another --home");
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        int length = Math.max(0, channel.read(pid, 0));
        return length == 0 ? "(unknown)" : new String(pid.array(), 0, length, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
