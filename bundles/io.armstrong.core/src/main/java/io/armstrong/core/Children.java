package io.armstrong.core;

import java.lang.invoke.VarHandle;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of one supervisor, in start order and by id: the one index of them that there is.
 *
 * <p>Changed and walked by the supervisor alone; {@link #get} and {@link #each} may be called by anybody at any time. Those with
 * numbers stand on {@link Pages}, the others in a table with open addressing, so a child costs a few bytes in it; the order is a list
 * through the records themselves.
 */
final class Children extends AbstractCollection<ChildRecord> {
    private static final int FIRST_SIZE = 8;

    private final String supervisor;
    private final Pages numbered = new Pages();
    /** Those without a number. */
    private volatile @Nullable Object[] table = new Object[FIRST_SIZE];

    private @Nullable ChildRecord first;
    private @Nullable ChildRecord last;
    private int size;
    /** Places of the table that were used since it was made, those of removed children included. */
    private int used;

    private int places;
    /** Those in the table whose ids may be another supervisor's with a number. */
    private volatile int likeNumbered;

    /** Stands where a removed child stood: what was put behind it is still found. */
    private static final Object GONE = new Object();

    Children(String supervisor) {
        this.supervisor = supervisor;
    }

    /** The child with that id; null when there is none. From any thread. */
    @Nullable
    ChildRecord get(String id) {
        int number = Numbered.number(supervisor, id);
        return number == 0 ? named(id) : numbered.get(number);
    }

    private @Nullable ChildRecord named(String id) {
        @Nullable Object[] now = table;
        for (int at = start(id.hashCode(), now); ; at = next(at, now)) {
            Object there = now[at];
            if (there == null) return null;
            if (there instanceof ChildRecord child && child.id().equals(id)) return child;
        }
    }

    private static int start(ChildRecord child, @Nullable Object[] table) {
        return start(child.id().hashCode(), table);
    }

    /** Whether it is one of them. */
    boolean has(ChildRecord child) {
        return child == first || child.before != null;
    }

    /** Whether any has an id that another supervisor's child without a name could have. From any thread. */
    boolean anyLikeNumbered() {
        return likeNumbered > 0;
    }

    /** Each child, in no order; one that comes or goes meanwhile may be left out. From any thread. */
    void each(Consumer<ChildRecord> hears) {
        numbered.each(hears);
        @Nullable Object[] now = table;
        for (int at = 0; at < now.length; at++) if (now[at] instanceof ChildRecord child) hears.accept(child);
    }

    /** Appends it. No other has its id. */
    void put(ChildRecord child) {
        append(child);
        if (child.number() != 0) numbered.put(child);
        else putNamed(child);
        size++;
    }

    private void putNamed(ChildRecord child) {
        if (Numbered.mayBe(child.id())) likeNumbered++;
        if (2 * ++used > table.length) rehash();
        else insert(child, table);
    }

    private void append(ChildRecord child) {
        if (places == Integer.MAX_VALUE) renumber();
        child.place(places++);
        child.before = last;
        child.after = null;
        if (last == null) first = child;
        else last.after = child;
        last = child;
    }

    private void renumber() {
        places = 0;
        for (ChildRecord child = first; child != null; child = child.after) child.place(places++);
    }

    private static void insert(ChildRecord child, @Nullable Object[] into) {
        int at = start(child, into);
        while (into[at] != null) at = next(at, into);
        VarHandle.releaseFence(); // who finds it finds it whole
        into[at] = child;
    }

    /** A table for those that are in the list: larger, unless it was full of removed ones. */
    private void rehash() {
        int there = 0;
        for (ChildRecord child = first; child != null; child = child.after) if (child.number() == 0) there++;
        int length = FIRST_SIZE;
        while (length < 3 * there) length *= 2;
        @Nullable Object[] other = new Object[length];
        for (ChildRecord child = first; child != null; child = child.after)
            if (child.number() == 0) insert(child, other);
        used = there;
        table = other;
    }

    void remove(ChildRecord child) {
        if (!(child.number() == 0 ? forget(child) : numbered.remove(child))) return;
        unlink(child);
        size--;
    }

    private boolean forget(ChildRecord child) {
        @Nullable Object[] now = table;
        int at = start(child, now);
        while (now[at] != child) {
            if (now[at] == null) return false;
            at = next(at, now);
        }
        now[at] = GONE;
        if (Numbered.mayBe(child.id())) likeNumbered--;
        return true;
    }

    private void unlink(ChildRecord child) {
        ChildRecord before = child.before;
        ChildRecord after = child.after;
        if (before == null) first = after;
        else before.after = after;
        if (after == null) last = before;
        else after.before = before;
        child.before = null;
        child.after = null;
    }

    static int start(int hash, @Nullable Object[] table) {
        // The upper bits of the product: ids that differ in their last digits are far apart.
        return hash * 0x9E3779B9 >>> Integer.numberOfLeadingZeros(table.length) + 1;
    }

    static int next(int at, @Nullable Object[] table) {
        return at + 1 & table.length - 1;
    }

    @Override
    public int size() {
        return size;
    }

    /** In start order. What is removed while it goes round is what it has just given, at most. */
    @Override
    public Iterator<ChildRecord> iterator() {
        return new Iterator<>() {
            private @Nullable ChildRecord next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public ChildRecord next() {
                ChildRecord now = next;
                if (now == null) throw new NoSuchElementException();
                next = now.after;
                return now;
            }
        };
    }
}
