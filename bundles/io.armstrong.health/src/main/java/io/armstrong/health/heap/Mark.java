package io.armstrong.health.heap;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;

/** Marks an object, so that it is found again in a dump, and keeps it from nothing. */
public final class Mark extends WeakReference<Object> {
    static final String NAME = Mark.class.getName().replace('.', '/');
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();

    public Mark(Object marked) {
        super(marked);
    }

    /** Used once in a process. */
    public long number() {
        return number;
    }

    /** Whether it has been collected. */
    public boolean gone() {
        return refersTo(null);
    }
}
