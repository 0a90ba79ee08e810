package io.armstrong.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A file of the simulated disk: what a reader finds, what is forced, and the edits in between. */
final class SimFile {
    private static final int SECTOR = 64;

    private final List<Edit> unforced = new ArrayList<>();
    private byte[] bytes;
    private byte[] forced;

    /** A file with these bytes, all of them forced. */
    SimFile(byte[] bytes) {
        this.bytes = bytes;
        this.forced = bytes;
    }

    /** Bytes written at an offset, or a cut to it when bytes is null. */
    private record Edit(long offset, byte[] bytes) {
        byte[] on(byte[] before) {
            if (bytes == null) {
                return Arrays.copyOf(before, (int) offset);
            }
            byte[] after = Arrays.copyOf(before, (int) Math.max(before.length, offset + bytes.length));
            System.arraycopy(bytes, 0, after, (int) offset, bytes.length);
            return after;
        }

        /** Some sectors were written, the others are still zero, and the end may be missing. */
        Edit torn(Random random) {
            if (bytes == null) {
                return this;
            }
            byte[] torn = bytes.clone();
            for (int from = 0; from < torn.length; from += SECTOR) {
                if (random.nextBoolean()) {
                    Arrays.fill(torn, from, Math.min(torn.length, from + SECTOR), (byte) 0);
                }
            }
            return new Edit(offset, random.nextBoolean() ? torn : Arrays.copyOf(torn, random.nextInt(torn.length + 1)));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    void append(byte[] more) {
        edit(new Edit(bytes.length, more));
    }

    void cut(long length) {
        edit(new Edit(length, null));
    }

    private void edit(Edit edit) {
        bytes = edit.on(bytes);
        unforced.add(edit);
    }

    void force() {
        unforced.forEach(edit -> forced = edit.on(forced));
        unforced.clear();
    }

    /** The page cache calls what was not written clean now: a later force will not write it, a reader still sees it. */
    void forceFailed(Random random) {
        unforced.removeIf(edit -> random.nextBoolean());
        force();
    }

    /** What is found when power comes back: each edit that was not forced is there, lost or torn. */
    byte[] survived(Random random, boolean allLost) {
        byte[] found = forced;
        for (Edit edit : unforced) {
            if (!allLost && random.nextInt(3) > 0) {
                found = (random.nextBoolean() ? edit : edit.torn(random)).on(found);
            }
        }
        return found;
    }
}
