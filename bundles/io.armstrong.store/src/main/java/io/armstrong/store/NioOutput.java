package io.armstrong.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** An open file of this machine. One thread at a time. */
final class NioOutput implements Disk.Output {
    /** Per call, because the JDK keeps a direct buffer of the largest size that a thread ever wrote. */
    private static final int SLICE = 1 << 18;

    private final Path file;
    private final FileChannel channel;

    NioOutput(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel.position(channel.size());
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        int needed = bytes.remaining();
        int end = bytes.limit();
        try {
            while (bytes.position() < end) {
                bytes.limit(Math.min(end, bytes.position() + SLICE));
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw explained(e, file, needed);
        } finally {
            bytes.limit(end);
        }
    }

    @Override
    public void cut(long length) throws IOException {
        channel.truncate(length).position(length);
    }

    @Override
    public void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw explained(e, file, 0);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Java has no exception for a full disk: its text is the system's, in the system's language, so free space is asked too. */
    static IOException explained(IOException e, Path file, long needed) {
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("quota") || free(file) < needed) {
            Disk.DiskFull full = new Disk.DiskFull(e.getMessage() + " (" + free(file) + " bytes free)");
            full.initCause(e);
            return full;
        }
        return e;
    }

    private static long free(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return Files.getFileStore(folder == null ? file : folder).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // not known: then the first failure stays the one that is told
        }
    }
}
