package io.armstrong.supervisor;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Ids made of a supervisor's and consecutive numbers. There may be a million of them: each is put together when it is asked for. */
final class NumberedIds extends AbstractList<String> implements RandomAccess {
    private final String prefix;
    private final long first;
    private final int size;

    NumberedIds(String supervisor, long first, int size) {
        this.prefix = supervisor + "-";
        this.first = first;
        this.size = size;
    }

    @Override
    public String get(int index) {
        return prefix + (first + Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
