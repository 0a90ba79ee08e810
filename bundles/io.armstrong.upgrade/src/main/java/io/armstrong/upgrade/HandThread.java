package io.armstrong.upgrade;

import io.armstrong.upgrade.RunningBundles.Migrations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one upgrade's hand-overs: what has to be done while children are held is done here, one step after the other,
 * without a change of threads. It is started before anybody is held, and the rehearsal runs the same migrations on it, whose services
 * stay in use until {@link #giveBack}.
 *
 * <p>Foreign code that overruns its deadline is interrupted and left behind with this thread (design D9): whatever is to be done here
 * from then on is done by the pool.
 */
final class HandThread implements Executor {
    /** From one look at the deadlines to the next: by so much one may be late. */
    private static final long LOOK_MILLIS = 20;

    private final Executor pool;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    /** By bundle. Of the thread. */
    private final Map<Long, Migrations> inUse = new HashMap<>();

    private volatile boolean over;
    /** Whether it is in the middle of something. */
    private volatile boolean busy;

    /** @param name what it is for: {@code migration of counter} */
    HandThread(String name, Executor pool) {
        this.pool = pool;
        this.thread = DisposableThread.of(name, this::serve);
        thread.start();
        lookLater();
    }

    /** At once where this is that thread; else soon, there or on the pool. */
    @Override
    public void execute(Runnable turn) {
        if (Thread.currentThread() == thread && !over) turn.run();
        else lineUp(turn);
    }

    /** Foreign code under a deadline. It begins after the present turn of this thread: whoever asks has its stage first. */
    <T> CompletionStage<T> call(String what, Duration deadline, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        watched.add(new Watched(result, deadline));
        lineUp(() -> DisposableThread.run(work, result));
        // Perhaps nobody looks any more.
        if (over) result.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        return DisposableThread.told(result, what, deadline, this::leaveBehind);
    }

    private void lookLater() {
        CompletableFuture.delayedExecutor(LOOK_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(this::look);
    }

    /** Also at what was passed on to the pool. */
    private void look() {
        boolean last = over;
        watched.removeIf(Watched::ended);
        if (!last || !watched.isEmpty()) lookLater();
    }

    /** A call whose deadline is looked at now and then: to arm one for each would wake the timer's thread in mid-hold. */
    private static final class Watched {
        private final CompletableFuture<?> result;
        /** Of whoever looks. */
        private long looks;

        private Watched(CompletableFuture<?> result, Duration deadline) {
            this.result = result;
            this.looks = deadline.toMillis() / LOOK_MILLIS + 1;
        }

        /** Whether it is done, or was given up in this look. */
        private boolean ended() {
            if (result.isDone()) return true;
            if (looks-- > 0) return false;
            result.completeExceptionally(new TimeoutException());
            return true;
        }
    }

    private void lineUp(Runnable task) {
        tasks.add(task);
        if (over) passOn();
    }

    /** Runs what is lined up. Each task is taken once, here or by {@link #passOn}. */
    private void serve() {
        try {
            while (!over) {
                Runnable task = tasks.take();
                busy = true;
                task.run();
                busy = false;
            }
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
            gaveBack();
            passOn();
        }
    }

    private void passOn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) pool.execute(task);
    }

    private void leaveBehind() {
        over = true;
        thread.interrupt();
        passOn();
    }

    /** Whatever is done here now is not waited for any more: it is left behind with this thread. */
    void freed() {
        if (busy && Thread.currentThread() != thread) leaveBehind();
    }

    /** Migrations of a bundle that are in use already and are these; else null. Of this thread. */
    @Nullable
    Migrations kept(long bundleId, Set<String> classNames) {
        Migrations there = inUse.get(bundleId);
        return there != null && there.offers(classNames) ? there : null;
    }

    /** They stay in use until {@link #giveBack}. Of this thread. */
    Migrations keep(long bundleId, Migrations fetched) {
        Migrations before = inUse.put(bundleId, fetched);
        if (before != null) before.close();
        return fetched;
    }

    /** Lets go of every migration, before its bundle stops: a service in use keeps its classes. A thread left behind does so itself. */
    CompletionStage<Void> giveBack(Duration deadline) {
        return call("giving the migrations back", deadline, this::gaveBack).thenAccept(done -> {});
    }

    /** @return whether nothing is in use any more */
    private boolean gaveBack() {
        if (Thread.currentThread() != thread) return false;
        inUse.values().forEach(Migrations::close);
        inUse.clear();
        return true;
    }

    /** Whether foreign code keeps the thread, or it was closed. */
    boolean over() {
        return over;
    }

    /** Ends it, once it has done what it does now. */
    void close() {
        lineUp(() -> over = true);
    }
}
