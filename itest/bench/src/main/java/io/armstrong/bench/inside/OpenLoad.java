package io.armstrong.bench.inside;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Calls by schedule, whatever the replies do: those due are sent every millisecond. Delays count from the time a call was due,
 * so that a stalled generator cannot hide a pause.
 */
final class OpenLoad {
    static final int PER_SECOND = 5_000;

    private static final int NONE = 0;
    private static final int OK = 1;
    private static final int FAILED = 2;

    final long[] sentAt;
    final long[] doneAt;
    private final AtomicIntegerArray outcome;
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private volatile long began;
    private volatile int sent;
    private volatile boolean ending;
    /** How late the generator itself was, at most. */
    private volatile long latest;

    /** @param most calls that may become due */
    OpenLoad(int most) {
        sentAt = new long[most];
        doneAt = new long[most];
        outcome = new AtomicIntegerArray(most);
    }

    /** Sends on a thread of its own until {@link #end}, but at least that many. */
    Thread begin(IntConsumer send, int least) {
        Thread generator = new Thread(() -> generate(send, least), "generator");
        generator.start();
        return generator;
    }

    private void generate(IntConsumer send, int least) {
        began = System.nanoTime();
        int i = 0;
        while (i < sentAt.length && !(ending && i >= least)) {
            long now = System.nanoTime();
            latest = Math.max(latest, now - due(i));
            int due = (int) Math.min(sentAt.length, (now - began) * PER_SECOND / 1_000_000_000L);
            for (; i < due; i++) {
                sentAt[i] = System.nanoTime();
                send.accept(i);
            }
            sent = i;
            LockSupport.parkNanos(1_000_000);
        }
    }

    void end() {
        ending = true;
    }

    /** The call has an outcome. */
    void done(int call, boolean ok) {
        doneAt[call] = System.nanoTime();
        if (outcome.compareAndSet(call, NONE, ok ? OK : FAILED)) completed.incrementAndGet();
        else twice.incrementAndGet();
    }

    /** Waits until every call has an outcome, or the limit is over. */
    void drain(long limitNanos) {
        long end = System.nanoTime() + limitNanos;
        while (completed.get() < sent && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
    }

    private long due(int call) {
        return began + call * 1_000_000_000L / PER_SECOND;
    }

    int sent() {
        return sent;
    }

    int ok() {
        return count(OK);
    }

    int failed() {
        return count(FAILED);
    }

    int lost() {
        return count(NONE);
    }

    int twice() {
        return twice.get();
    }

    long latest() {
        return latest;
    }

    private int count(int what) {
        int count = 0;
        for (int i = 0; i < sent; i++) if (outcome.get(i) == what) count++;
        return count;
    }

    /** The longest delay of calls open in that time, or due until 2 ms after it. @param fromDue else from the real send */
    long longest(long from, long to, boolean fromDue) {
        long longest = 0;
        for (int i = 0; i < sent; i++)
            if (within(i, from, to)) longest = Math.max(longest, doneAt[i] - (fromDue ? due(i) : sentAt[i]));
        return longest;
    }

    /** Delays of calls in none of those times, ascending. @param times beginning and end of each */
    long[] steady(long[][] times) {
        long[] delays = new long[sent];
        int count = 0;
        for (int i = 0; i < sent; i++) {
            int call = i;
            boolean within = Arrays.stream(times).anyMatch(time -> within(call, time[0], time[1]));
            if (outcome.get(i) == OK && !within) delays[count++] = doneAt[i] - due(i);
        }
        long[] sorted = Arrays.copyOf(delays, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private boolean within(int call, long from, long to) {
        return outcome.get(call) == OK && due(call) <= to + 2_000_000 && doneAt[call] >= from;
    }
}
