package io.armstrong.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a segment file: its longest valid prefix.
 *
 * @param length of the prefix in bytes
 * @param sequence of its last frame
 * @param torn bytes behind the prefix, left by a write that never ended
 */
record Segment(Path file, long length, long sequence, long torn) {
    private static final String SUFFIX = ".log";

    /** The name of a segment whose first frame has that sequence: names sort as sequences do. */
    static String name(long sequence) {
        return String.format("%016x%s", sequence, SUFFIX);
    }

    static boolean isName(String name) {
        return name.endsWith(SUFFIX);
    }

    /** Reads the frames in order. @throws IOException when a frame is bad though a later one is sound: that is no torn write */
    static Segment read(Disk disk, Path file, StoreLog.Replay replay) throws IOException {
        long length = 0;
        long sequence = -1;
        try (InputStream in = disk.read(file, 0)) {
            for (Frame frame = Frame.read(in);
                    frame != null && (sequence < 0 || frame.sequence() == sequence + 1);
                    frame = Frame.read(in)) {
                for (byte[] entry : frame.entries()) {
                    replay.entry(entry);
                }
                length += frame.bytes();
                sequence = frame.sequence();
            }
        }
        long torn = disk.size(file) - length;
        if (length == 0 || (torn > 0 && soundFrameBehind(disk, file, length, sequence))) {
            throw new IOException("ARM-STORE-DAMAGED: cannot open the store: bad record in " + file + " at offset "
                    + length
                    + ", and it is not the torn end of a last write. Put the file back from a backup; or, to keep"
                    + " what is before and lose what is behind, "
                    + (length == 0 ? "move that file away" : "run: truncate -s " + length + " " + file)
                    + ", and start again");
        }
        return new Segment(file, length, sequence, torn);
    }

    private static boolean soundFrameBehind(Disk disk, Path file, long offset, long sequence) throws IOException {
        try (InputStream in = disk.read(file, offset)) {
            int window = 0;
            long at = offset;
            for (int next = in.read(); next >= 0; next = in.read(), at++) {
                window = window << 8 | next;
                if (window == Frame.MAGIC && isLater(disk, file, at - 3, sequence)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLater(Disk disk, Path file, long at, long sequence) throws IOException {
        try (InputStream in = disk.read(file, at)) {
            @Nullable Frame frame = Frame.read(in);
            return frame != null && frame.sequence() > sequence;
        }
    }
}
