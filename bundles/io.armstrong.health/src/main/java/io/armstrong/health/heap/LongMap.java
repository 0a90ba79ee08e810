package io.armstrong.health.heap;

import java.util.function.LongConsumer;

/** From object ids to numbers, both not boxed; neither the key 0 nor the value 0 can be held. Not thread-safe. */
final class LongMap {
    private static final int FIRST = 64;

    private long[] keys = new long[FIRST];
    private long[] values = new long[FIRST];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** 0 where there is none. */
    long get(long key) {
        return values[slot(key)];
    }

    void put(long key, long value) {
        if (2 * (size + 1) > keys.length) grow();
        int slot = slot(key);
        if (keys[slot] == 0) size++;
        keys[slot] = key;
        values[slot] = value;
    }

    void eachKey(LongConsumer told) {
        for (long key : keys) if (key != 0) told.accept(key);
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        long spread = (key >>> 3) * 0x9E3779B97F4A7C15L;
        int slot = (int) (spread >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new long[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] == 0) continue;
            int slot = slot(oldKeys[i]);
            keys[slot] = oldKeys[i];
            values[slot] = oldValues[i];
        }
    }
}
