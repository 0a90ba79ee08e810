package io.armstrong.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The append-only log: entries go in a frame at a time, each forced before {@link #append} returns.
 *
 * <p>One segment is alive. When garbage is more than three times the live data and the segment is over its size, the live
 * data is written to a new segment: written, forced, renamed, folder forced; the segment with the highest number is the
 * one that counts, so a crash in between leaves a whole one. After a failed write the segment is cut back to what was
 * forced before anything else is written. One thread at a time.
 */
final class StoreLog implements Closeable {
    /** A segment under this many bytes is not rewritten. */
    static final long SIZE = 16L << 20;

    private static final int GARBAGE_FACTOR = 4;
    private static final String TEMPORARY = ".tmp";

    private final Disk disk;
    private final Path folder;
    private final Supplier<List<byte[]>> live;
    private final long size;
    private final long torn;
    private Path file;
    private long length;
    private long sequence;
    /** Null when the file must be opened and cut before the next write. */
    private Disk.@Nullable Output output;
    /** Whether a new segment may have taken over that was not seen to: then only a still newer one may be written to. */
    private boolean rewriteFirst;
    /** From this length on it is worth looking whether a rewrite is due. */
    private long look;

    private StoreLog(Disk disk, Path folder, Supplier<List<byte[]>> live, long size, Segment segment) {
        this.disk = disk;
        this.folder = folder;
        this.live = live;
        this.size = size;
        this.look = size;
        this.torn = segment.torn();
        this.file = segment.file();
        this.length = segment.length();
        this.sequence = segment.sequence();
    }

    /**
     * Opens the log, or makes an empty one.
     *
     * @param replay given every entry of the newest segment, oldest first
     * @param live the entries a new segment starts with; never empty
     * @throws IOException when a record in the middle is bad, with the file, the offset and what to do
     */
    static StoreLog open(Disk disk, Path folder, Replay replay, Supplier<List<byte[]>> live, long size)
            throws IOException {
        disk.makeFolder(folder);
        List<String> segments =
                disk.list(folder).stream().filter(Segment::isName).toList();
        StoreLog log;
        if (segments.isEmpty()) {
            log = new StoreLog(disk, folder, live, size, new Segment(folder, 0, 0, 0));
            log.rewriteFirst = true;
            log.rewrite();
        } else {
            Path newest = folder.resolve(segments.get(segments.size() - 1));
            log = new StoreLog(disk, folder, live, size, Segment.read(disk, newest, replay));
            // A process that died after the rename left a name that power loss can still take away.
            disk.forceFolder(folder);
            log.deleteOthers();
        }
        log.reopen();
        return log;
    }

    /** Is told what is in the log. */
    interface Replay {
        void entry(byte[] entry) throws IOException;
    }

    /** Bytes of a write that never ended, cut off when the log was opened. */
    long torn() {
        return torn;
    }

    /** Writes the entries as one frame and forces it. On an exception none of them is in the log, unless its text says so. */
    void append(List<byte[]> entries) throws IOException {
        ByteBuffer frame = Frame.encode(sequence + 1, entries);
        int bytes = frame.remaining();
        Disk.Output out;
        try {
            if (rewriteFirst) {
                rewrite();
                frame = Frame.encode(sequence + 1, entries);
            }
            out = output == null ? reopen() : output;
        } catch (IOException e) {
            throw Failure.of("cannot write to " + file, bytes, e);
        }
        try {
            out.write(frame);
            out.force();
        } catch (IOException e) {
            throw cutBack(Failure.of("cannot write " + bytes + " bytes to " + file, bytes, e));
        }
        length += bytes;
        sequence++;
    }

    private IOException cutBack(IOException failure) {
        try {
            closeOutput();
            reopen();
        } catch (IOException e) {
            failure.addSuppressed(e);
            return new IOException(
                    failure.getMessage()
                            + "; cutting the file back failed too, so the record may be there after a restart",
                    failure);
        }
        return failure;
    }

    /** Opens the segment and cuts it to what is known to be forced: what was torn or in doubt is gone when this returns. */
    private Disk.Output reopen() throws IOException {
        Disk.Output opened = disk.append(file);
        try {
            if (disk.size(file) != length) {
                opened.cut(length);
            }
            opened.force();
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        output = opened;
        return opened;
    }

    /** Writes a new segment if garbage outweighs live data; call it when nobody waits. A failure loses nothing. */
    void compact() throws IOException {
        if (length < look) {
            return;
        }
        long alive = live.get().stream()
                .mapToLong(entry -> entry.length + 1 + Frame.HEADER)
                .sum();
        if (length < GARBAGE_FACTOR * alive) {
            look = GARBAGE_FACTOR * alive;
            return;
        }
        look = length + length / GARBAGE_FACTOR; // not at every write, should it fail
        rewrite();
        look = Math.max(size, GARBAGE_FACTOR * alive);
    }

    private void rewrite() throws IOException {
        Path target = folder.resolve(Segment.name(sequence + 1));
        Path temporary = folder.resolve(target.getFileName() + TEMPORARY);
        Segment written = write(target, temporary);
        rewriteFirst = true;
        sequence = written.sequence();
        disk.rename(temporary, target);
        disk.forceFolder(folder);
        rewriteFirst = false;
        file = target;
        length = written.length();
        closeOutput();
        deleteOthers();
    }

    private Segment write(Path target, Path temporary) throws IOException {
        long bytes = 0;
        long last = sequence;
        try (Disk.Output out = disk.create(temporary)) {
            for (byte[] entry : live.get()) {
                ByteBuffer frame = Frame.encode(++last, List.of(entry));
                bytes += frame.remaining();
                out.write(frame);
            }
            out.force();
        } catch (IOException e) {
            IOException failure = Failure.of("cannot write " + temporary, bytes, e);
            try {
                disk.delete(temporary);
            } catch (IOException e2) {
                failure.addSuppressed(e2);
            }
            throw failure;
        }
        return new Segment(target, bytes, last, 0);
    }

    private void deleteOthers() throws IOException {
        for (String name : disk.list(folder)) {
            if (!folder.resolve(name).equals(file)) {
                disk.delete(folder.resolve(name));
            }
        }
    }

    private void closeOutput() throws IOException {
        Disk.Output open = output;
        output = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        closeOutput();
    }
}
