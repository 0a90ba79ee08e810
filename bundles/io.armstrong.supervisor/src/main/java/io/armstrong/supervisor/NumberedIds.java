package io.armstrong.supervisor;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Ids made of a supervisor's and consecutive numbers. There may be a million of them: each is put together when it is asked for. */
final class NumberedIds extends AbstractList<String> implements RandomAccess {
    private static final int MOST_DIGITS = 18;

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

    @Override
    public int indexOf(@Nullable Object id) {
        if (!(id instanceof String text) || !text.startsWith(prefix)) return -1;
        String digits = text.substring(prefix.length());
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9'))
            return -1;
        long index = Long.parseLong(digits) - first;
        return index >= 0 && index < size && get((int) index).equals(text) ? (int) index : -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object id) {
        return indexOf(id);
    }

    @Override
    public boolean contains(@Nullable Object id) {
        return indexOf(id) >= 0;
    }
}
