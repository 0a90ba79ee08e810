package io.armstrong.process;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The real {@link Dispatcher}: one line of waiting turns, a few threads that serve it, and a watch.
 *
 * <p>Each thread also keeps {@value OwnTurns#ROOM} turns of its own, those that its running turn handed over first: they are run next,
 * on a warm cache and without waking anybody. A thread that idles is woken when more than a few of them have waited for as long as that
 * takes (Erlang's schedulers wake each other by such a threshold, too). The watch looks every 10 ms: what is kept while the same turn
 * runs on, or while another thread has nothing to do, is emptied into the line; and a turn that holds its thread over 50 ms gets it a
 * substitute. At most {@link #SUBSTITUTES} threads may be held that way; beyond that turns wait.
 *
 * <p>A thread whose turns are cut short, because more is sent than can be handled, gives way to the machine's other threads now and
 * then: on a machine whose cores are all at work they would wait for milliseconds, those that restart a bundle too.
 */
final class PoolDispatcher implements Dispatcher {
    static final int SUBSTITUTES = 256;
    private static final int SPINS = 400;

    private final ConcurrentLinkedQueue<Turn> line = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedDeque<PoolThread> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger searching = new AtomicInteger();
    private final Clock clock;
    private final Semaphore seats;
    private final Trouble trouble;
    private final ExecutorService blocking;
    private final PoolWatch watch;
    private volatile @Nullable CrashStacks stacks;
    private volatile boolean closed;

    PoolDispatcher(Clock clock, int threads, Trouble trouble) {
        this.clock = clock;
        this.trouble = trouble;
        this.seats = new Semaphore(threads);
        this.blocking = BlockingThreads.executor();
        this.watch = new PoolWatch(this);
        for (int i = 0; i < threads; i++) seat();
        watch.start();
    }

    /** Adds a thread when a seat is free. */
    void seat() {
        if (closed || !seats.tryAcquire()) return;
        PoolThread thread = new PoolThread(this, watch.nextNumber());
        watch.add(thread);
        thread.start();
    }

    @Override
    public void execute(Turn turn) {
        if (Thread.currentThread() instanceof PoolThread here && here.pool == this && here.keep(turn)) return;
        lineUp(turn);
    }

    /** While nobody waits in the line, the end of it is here. */
    @Override
    public void requeue(Turn turn) {
        if (Thread.currentThread() instanceof PoolThread own && own.pool == this) {
            own.giveWay();
            if (line.isEmpty() && own.keepUntilAsked(turn)) return;
        }
        lineUp(turn);
    }

    /** Puts a turn where any thread takes it. */
    void lineUp(Turn turn) {
        line.add(turn);
        if (searching.get() == 0) wake();
    }

    /** Lines a turn up behind those that wait, if any, and takes the first of them: nobody need be woken for that. */
    @Nullable
    Turn exchange(Turn turn) {
        if (line.isEmpty()) return turn;
        line.add(turn);
        return line.poll();
    }

    @Override
    public void executeBlocking(Turn turn, String threadName) {
        if (closed) return;
        blocking.execute(() -> {
            Thread.currentThread().setName(threadName);
            PoolWatch.OwnThread own = watch.begin(turn);
            Lent.occupied();
            runGuarded(turn);
            Lent.free();
            watch.end(own);
            Thread.currentThread().setName("armstrong-blocking");
        });
    }

    @Override
    public boolean runHere(Turn turn) {
        return !closed && !(Thread.currentThread() instanceof PoolThread) && Lent.run(turn);
    }

    @Override
    public boolean runHereWithNext(Turn turn) {
        return !closed && !(Thread.currentThread() instanceof PoolThread) && Lent.runWithNext(turn, this);
    }

    @Override
    public boolean keepHere(Turn turn) {
        return !(Thread.currentThread() instanceof PoolThread) && Lent.keep(turn);
    }

    @Override
    public boolean runWithin(Turn turn) {
        if (Thread.currentThread() instanceof PoolThread here) return here.pool == this && here.runWithin(turn);
        return Lent.runWithin(turn);
    }

    void runGuarded(Turn turn) {
        try {
            turn.run();
        } catch (Throwable thrown) { // the thread must live on: others' turns wait for it
            trouble.report("a turn of " + turn, thrown);
        }
    }

    Clock clock() {
        return clock;
    }

    /** Takes what waits there each second, on a thread that nobody waits for. */
    void eachSecond(CrashStacks crashes) {
        stacks = crashes;
    }

    /** Of the watch, each second. */
    void aSecondIsOver() {
        CrashStacks crashes = stacks;
        if (crashes != null && crashes.some()) executeBlocking(crashes::takeAll, "armstrong-crash-stacks");
    }

    /** Whether some thread has nothing to do. */
    boolean idles() {
        return !idle.isEmpty();
    }

    private void wake() {
        PoolThread sleeper = idle.pollFirst();
        if (sleeper != null) LockSupport.unpark(sleeper);
    }

    /** The life of a pool thread: own places first, then the line, then a short look around, then sleep. */
    void serve(PoolThread thread) {
        while (!closed) {
            Turn turn = thread.nextTurn();
            if (turn == null) turn = line.poll();
            if (turn == null) {
                thread.pause();
                turn = search();
            }
            if (turn != null) thread.runTurn(turn);
            else sleep(thread);
            if (thread.lostSeat() && !seats.tryAcquire()) return; // its substitute has the seat
        }
    }

    /** A few looks at the line before sleeping, by one thread at a time: waking it would cost more. */
    private @Nullable Turn search() {
        if (!searching.compareAndSet(0, 1)) return null;
        Turn found = null;
        for (int i = 0; i < SPINS && found == null; i++) {
            Thread.onSpinWait();
            found = line.poll();
        }
        searching.set(0);
        if (found != null && !line.isEmpty()) wake();
        return found;
    }

    private void sleep(PoolThread thread) {
        idle.addFirst(thread);
        if (line.isEmpty() && !closed && !thread.lent()) LockSupport.park(this);
        idle.remove(thread);
    }

    /** A turn of this thread has run for 50 ms: the seat goes to a substitute, unless too many are out already. */
    void lend(PoolThread thread) {
        if (watch.threads() > SUBSTITUTES || !thread.lend()) return;
        seats.release();
        seat();
    }

    @Override
    public void close() {
        closed = true;
        blocking.shutdown();
        watch.interrupt();
        watch.wakeAll();
    }

    boolean closed() {
        return closed;
    }

    void left(PoolThread thread) {
        watch.remove(thread);
    }
}
