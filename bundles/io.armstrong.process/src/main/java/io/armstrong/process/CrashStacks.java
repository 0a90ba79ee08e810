package io.armstrong.process;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stacks of crashes that nobody has read yet. What was thrown holds classes, and with them the class loader of a bundle, so a runtime takes
 * all stacks each second. Of more than {@link #MOST} crashes before that the oldest are dropped: a journal of its default length has no
 * entries of so many.
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
    /** Whether somebody takes all: a stack is had under a lock of what was thrown, which its child may never leave. */
    private final AtomicBoolean taking = new AtomicBoolean();

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

    /** Takes all that wait, unless somebody is at it. */
    void takeAll() {
        if (!taking.compareAndSet(false, true)) return;
        try {
            taken = count.get();
            for (int place = 0; place < MOST; place++) {
                Unread there = waiting.get(place);
                if (there != null) take(place, there);
            }
        } finally {
            taking.set(false);
        }
    }
}
