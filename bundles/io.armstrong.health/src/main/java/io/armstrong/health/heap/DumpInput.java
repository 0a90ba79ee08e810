package io.armstrong.health.heap;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file read front to back through one buffer: numbers as the dump writes them, most significant byte first. */
final class DumpInput implements AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private byte[] buffer = new byte[BUFFER];
    /** Where in the file the buffer begins. */
    private long start;

    private int next;
    private int limit;

    DumpInput(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Of the next byte in the file. */
    long position() {
        return start + next;
    }

    boolean atEnd() throws IOException {
        return next == limit && !fill();
    }

    /** Has that many bytes at hand: then {@link #longAhead} may look at them. */
    void need(int bytes) throws IOException {
        if (bytes > buffer.length) {
            byte[] larger = new byte[Math.max(bytes, 2 * buffer.length)];
            System.arraycopy(buffer, next, larger, 0, limit - next);
            shifted(larger);
        }
        while (limit - next < bytes) if (!fill()) throw new EOFException("the dump ends at byte " + (start + limit));
    }

    private boolean fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            shifted(buffer);
        }
        int read = file.read(ByteBuffer.wrap(buffer, limit, buffer.length - limit));
        if (read > 0) limit += read;
        return read > 0;
    }

    private void shifted(byte[] into) {
        start += next;
        limit -= next;
        next = 0;
        buffer = into;
    }

    int u1() throws IOException {
        need(1);
        return buffer[next++] & 0xff;
    }

    int u2() throws IOException {
        return u1() << 8 | u1();
    }

    int u4() throws IOException {
        need(4);
        int value = intAt(next);
        next += 4;
        return value;
    }

    long u8() throws IOException {
        need(8);
        long value = longAhead(0);
        next += 8;
        return value;
    }

    /** Eight bytes, so many behind the next; {@link #need} them first. */
    long longAhead(int offset) {
        int at = next + offset;
        return (long) intAt(at) << 32 | intAt(at + 4) & 0xffffffffL;
    }

    private int intAt(int at) {
        byte[] bytes = buffer;
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
    }

    byte[] bytes(int count) throws IOException {
        need(count);
        byte[] copy = new byte[count];
        System.arraycopy(buffer, next, copy, 0, count);
        next += count;
        return copy;
    }

    void skip(long bytes) throws IOException {
        if (bytes < 0) throw new IOException("the dump has a negative length at byte " + position());
        if (bytes <= limit - next) {
            next += (int) bytes;
            return;
        }
        start += next + bytes;
        next = 0;
        limit = 0;
        file.position(start);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
