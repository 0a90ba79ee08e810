package io.armstrong.gallery.itest.bad;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;

/** Counts messages and does what the first word of one says. */
public final class Wild implements Worker<Wild.State> {
    /** A message that keeps it at work for a while: 10 us. */
    public static final String TOIL = "toil";

    private static final long TOIL_NANOS = 10_000;

    /** @param count messages so far */
    public record State(long count) {}

    /** Lives in this bundle, so nobody else may have it. */
    public record Own(int number) {}

    /** Something that does not let itself be closed. */
    public static final class Stubborn implements AutoCloseable {
        @Override
        public void close() {
            throw new IllegalStateException("told to stay open");
        }
    }

    @Override
    public State init(WorkerContext ctx) {
        if (Boolean.getBoolean("bad.init." + ctx.id())) throw new IllegalStateException("told to throw in init");
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) throws Exception {
        State next = new State(state.count() + 1);
        if (message.equals(TOIL)) toil();
        if (!(message instanceof List<?> words) || words.isEmpty()) return Step.reply(next, next.count());
        Object word = words.get(0);
        if (word.equals("throw")) throw new IllegalStateException("told to throw");
        if (word.equals("overflow")) return Step.reply(next, deeper(0));
        if (word.equals("memory")) throw new OutOfMemoryError("told to");
        if (word.equals("fragile")) return Step.reply(next, Fragile.touch());
        if (word.equals("sleep")) new CountDownLatch(1).await();
        if (word.equals("linger")) BadActivator.lingerUntilTold(ctx.id());
        if (word.equals("thread")) ctx.threads().newThread(Wild::fail).start();
        if (word.equals("own-thread")) ctx.threads().newThread(Wild::sleep).start();
        if (word.equals("deaf-thread")) {
            String id = ctx.id();
            ctx.threads().newThread(() -> BadActivator.lingerUntilTold(id)).start();
        }
        if (word.equals("cannot-close")) ctx.closeAtEnd(new Stubborn());
        if (word.equals("listen"))
            return Step.reply(
                    next,
                    ctx.closeAtEnd(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
                            .getLocalPort());
        if (word.equals("later")) ctx.after(Duration.ofHours(1), List.of("count"));
        if (word.equals("stray")) new Thread(Wild::fail, "stray").start();
        if (word.equals("own")) return Step.reply(next, List.of("a", new Own(1)));
        if (word.equals("cast-own"))
            ctx.cast(ctx.whereis(words.get(1).toString()).orElseThrow(), List.of(new Own(1)));
        if (word.equals("lock")) lock(words);
        if (word.equals("lock-until-interrupted")) lockUntilInterrupted(words);
        return Step.reply(next, next.count());
    }

    private static void toil() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < TOIL_NANOS) Thread.onSpinWait();
    }

    private static long deeper(long depth) {
        return depth < 0 ? depth : deeper(depth + 1) + 1;
    }

    /** Until it is interrupted. */
    private static void sleep() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail() {
        throw new IllegalStateException("told to throw on a thread");
    }

    /** As {@link #lock}, with locks that heed an interrupt. */
    private static void lockUntilInterrupted(List<?> words) throws InterruptedException {
        Lock mine = (Lock) System.getProperties().get(words.get(1));
        Lock other = (Lock) System.getProperties().get(words.get(2));
        CountDownLatch both = (CountDownLatch) System.getProperties().get(words.get(3));
        mine.lockInterruptibly();
        try {
            both.countDown();
            while (both.getCount() > 0) Thread.onSpinWait();
            other.lockInterruptibly();
        } finally {
            mine.unlock();
        }
    }

    /** Takes one lock, waits until the other one is taken too, and wants that. */
    private static void lock(List<?> words) {
        Object mine = System.getProperties().get(words.get(1));
        Object other = System.getProperties().get(words.get(2));
        CountDownLatch both = (CountDownLatch) System.getProperties().get(words.get(3));
        synchronized (mine) {
            both.countDown();
            while (both.getCount() > 0) Thread.onSpinWait();
            synchronized (other) {
                both.countDown();
            }
        }
    }
}
