package io.armstrong.core;

import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Children by the number in their id (see {@link Numbered}), sixteen numbers that follow each other on a page.
 *
 * <p>Numbers are given one after the other, so nearly every page is full: a child costs 7 bytes here, and one that comes is written
 * beside the one before it, in an object as young as itself. In a table by hash each would dirty a place of its own in an old and large
 * array, which the collector then looks through. Changed by the supervisor alone, read by anybody at any time.
 */
final class Pages {
    private static final int BITS = 4;
    private static final int LENGTH = 1 << BITS;
    private static final int FIRST_SIZE = 2;

    /** With open addressing; at most half full. */
    private volatile @Nullable Object[] table = new Object[FIRST_SIZE];
    /** Places of the table that were used since it was made, those of pages that are empty by now included. */
    private int used;

    private int pages;

    /** Stands where a page stood: what was put behind it is still found. */
    private static final Object GONE = new Object();

    private static final class Page {
        final int key;
        final @Nullable ChildRecord[] children = new ChildRecord[LENGTH];
        /** How many of them are there. */
        int count;

        Page(int key) {
            this.key = key;
        }
    }

    /** The child with that number; null when there is none. From any thread. */
    @Nullable
    ChildRecord get(int number) {
        Page page = page(number >>> BITS, table);
        return page == null ? null : page.children[number & LENGTH - 1];
    }

    private static @Nullable Page page(int key, @Nullable Object[] now) {
        for (int at = Children.start(key, now); ; at = Children.next(at, now)) {
            Object there = now[at];
            if (there == null) return null;
            if (there instanceof Page page && page.key == key) return page;
        }
    }

    /** Each child, in no order. From any thread. */
    void each(Consumer<ChildRecord> hears) {
        for (Object there : table)
            if (there instanceof Page page)
                for (ChildRecord child : page.children) if (child != null) hears.accept(child);
    }

    /** No other has its number. */
    void put(ChildRecord child) {
        int key = child.number() >>> BITS;
        Page page = page(key, table);
        if (page == null) page = add(new Page(key));
        page.count++;
        VarHandle.releaseFence(); // who finds it finds it whole
        page.children[child.number() & LENGTH - 1] = child;
    }

    private Page add(Page page) {
        pages++;
        if (2 * ++used > table.length) rehash();
        insert(page, table);
        return page;
    }

    private static void insert(Page page, @Nullable Object[] into) {
        int at = Children.start(page.key, into);
        while (into[at] != null) at = Children.next(at, into);
        VarHandle.releaseFence();
        into[at] = page;
    }

    /** A table for the pages that are there and one more: larger, unless it was full of empty places. */
    private void rehash() {
        int length = FIRST_SIZE;
        while (length < 3 * pages) length *= 2;
        @Nullable Object[] other = new Object[length];
        for (Object there : table) if (there instanceof Page page) insert(page, other);
        used = pages;
        table = other;
    }

    /** @return whether it was there */
    boolean remove(ChildRecord child) {
        @Nullable Object[] now = table;
        int key = child.number() >>> BITS;
        Page page = page(key, now);
        int place = child.number() & LENGTH - 1;
        if (page == null || page.children[place] != child) return false;
        page.children[place] = null;
        if (--page.count == 0) drop(page, now);
        return true;
    }

    private void drop(Page page, @Nullable Object[] now) {
        int at = Children.start(page.key, now);
        while (now[at] != page) at = Children.next(at, now);
        now[at] = GONE;
        pages--;
    }
}
