package io.armstrong.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What is written and forced at once: a header of 20 bytes and entries, one line of JSON each.
 *
 * <pre>magic 4 | length of the payload 4 | CRC32C of length, sequence and payload 4 | sequence 8 | payload</pre>
 *
 * <p>A frame is forced before the next one is written: so a bad frame with a good one behind it is damage, and a bad one at
 * the end is a write that never ended. The first byte of the magic cannot occur in the payload, which is ASCII.
 */
record Frame(long sequence, List<byte[]> entries, long bytes) {
    static final int MAGIC = 0xFF41524D;
    static final int HEADER = 20;
    /** Largest payload, in bytes. */
    static final int MAX_PAYLOAD = 1 << 29;

    static ByteBuffer encode(long sequence, List<byte[]> entries) {
        int length = entries.stream().mapToInt(entry -> entry.length + 1).sum();
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
        frame.position(HEADER);
        entries.forEach(entry -> frame.put(entry).put((byte) '\n'));
        frame.putInt(0, MAGIC).putInt(4, length).putLong(12, sequence);
        frame.putInt(8, crc(length, sequence, frame.array(), HEADER));
        return frame.flip();
    }

    /** The frame that begins here; null when there is no whole, sound one. */
    static @Nullable Frame read(InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEADER);
        if (head.length < HEADER) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(head);
        int length = header.getInt(4);
        if (header.getInt(0) != MAGIC || length < 0 || length > MAX_PAYLOAD) {
            return null;
        }
        byte[] payload = in.readNBytes(length);
        long sequence = header.getLong(12);
        if (payload.length < length || crc(length, sequence, payload, 0) != header.getInt(8)) {
            return null;
        }
        return new Frame(sequence, lines(payload), HEADER + (long) length);
    }

    private static int crc(int length, long sequence, byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(12).putInt(length).putLong(sequence).flip());
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    private static List<byte[]> lines(byte[] payload) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < payload.length; at++) {
            if (payload[at] == '\n') {
                lines.add(Arrays.copyOfRange(payload, from, at));
                from = at + 1;
            }
        }
        return lines;
    }
}
