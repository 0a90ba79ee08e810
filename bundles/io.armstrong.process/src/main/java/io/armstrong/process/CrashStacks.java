package io.armstrong.process;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stacks of crashes that nobody has read yet. They hold classes, and with them the class loader of a bundle, so they are taken once
 * {@link #takeAll} is called, each second in a runtime. Of more than {@link #MOST} before that the oldest are dropped, which are more than
 * a journal of its default length has entries of.
 */
final class CrashStacks {
    /** As many as wait at most, of some 1 kB each; a power of two. */
    static final int MOST = 8192;

    /** Whether a class of throwables says itself what its stack is: foreign code, which nobody runs later. */
    private static final ClassValue<Boolean> SAYS_ITSELF = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("getStackTrace").getDeclaringClass() != Throwable.class;
            } catch (NoSuchMethodException | LinkageError unreadable) {
                return true;
            }
        }
    };

    private final AtomicReferenceArray<@Nullable Unread> waiting = new AtomicReferenceArray<>(MOST);
    private final AtomicLong count = new AtomicLong();
    /** How many there were when all were taken last. */
    private volatile long taken;

    private record Unread(LateStack stack, Throwable thrown) {}

    /** The stack of that, as it is or when it is asked for. The one that waited in its place is dropped: it is overwritten. */
    Supplier<StackTraceElement[]> of(Throwable thrown) {
        if (SAYS_ITSELF.get(thrown.getClass())) {
            StackTraceElement[] said = thrown.getStackTrace();
            return () -> said;
        }
        LateStack late = new LateStack(this, count.getAndIncrement());
        waiting.lazySet(place(late.number()), new Unread(late, thrown));
        return late;
    }

    private static int place(long number) {
        return (int) number & MOST - 1;
    }

    /** Takes it if it is here; it knows it before it is gone from here. */
    void take(LateStack stack) {
        int place = place(stack.number());
        Unread there = waiting.get(place);
        if (there != null && there.stack == stack) take(place, there);
    }

    private void take(int place, Unread there) {
        there.stack.taken(there.thrown.getStackTrace());
        waiting.compareAndSet(place, there, null);
    }

    /** Whether there may be some to take. */
    boolean some() {
        return count.get() != taken;
    }

    /** Takes all that wait. */
    void takeAll() {
        taken = count.get();
        for (int place = 0; place < MOST; place++) {
            Unread there = waiting.get(place);
            if (there != null) take(place, there);
        }
    }
}
