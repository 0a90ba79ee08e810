package io.armstrong.process.warm;

import io.armstrong.process.Clock;
import io.armstrong.process.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Exercises the code of processes and supervisors in the background, on processes that nobody knows, and then ends by itself.
 *
 * <p>A runtime that must not stop would run its first crash, and each upgrade, in code that the Java machine interprets: the first lap
 * takes five times as long as the last. Crashes, restarts of groups, storms, calls, casts and starts of dynamic children are gone through
 * for at most {@link #LAPS} laps and {@link #LIMIT}: 5 to 7 seconds of half a core, and as much of the compiler.
 *
 * <p>Each lap is run by {@link #KINDS} copies of the same classes, of class loaders of their own. Where HotSpot has seen one class or
 * two at a place it compiles theirs in, and throws that away when a child of another class comes; where it has seen three it calls. So
 * the copies are kept as long as this object.
 */
public final class WarmUp implements AutoCloseable {
    static final int LAPS = 60;
    static final int KINDS = 3;
    static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofMillis(20);

    private final Clock clock = Clock.monotonic();
    private final Trouble trouble;
    private final Consumer<Duration> heard;
    private final List<Callable<Void>> schools = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "armstrong-warm-up");

    private WarmUp(Trouble trouble, Consumer<Duration> heard) {
        this.trouble = trouble;
        this.heard = heard;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * Begins one.
     *
     * @param trouble told what went wrong in it; it then ends
     * @param heard told how long it took, when it has ended by itself
     */
    public static WarmUp begin(Trouble trouble, Consumer<Duration> heard) {
        WarmUp warmUp = new WarmUp(trouble, heard);
        warmUp.thread.start();
        return warmUp;
    }

    private void run() {
        long began = clock.nanos();
        try {
            for (int i = 0; i < KINDS; i++) schools.add(SchoolLoader.school(trouble));
            if (laps(began)) heard.accept(Duration.ofNanos(clock.nanos() - began));
        } catch (InterruptedException e) {
            if (closed.getCount() > 0) trouble.report("the warm-up", e);
        } catch (Throwable thrown) { // nobody else hears of it
            trouble.report("the warm-up", thrown);
        }
    }

    /** @return whether nobody closed it */
    private boolean laps(long began) throws Exception {
        for (int lap = 0; lap < LAPS && clock.nanos() - began < LIMIT.toNanos(); lap++) {
            for (Callable<Void> school : schools) school.call();
            if (closed.await(REST.toMillis(), TimeUnit.MILLISECONDS)) return false;
        }
        return true;
    }

    /** Ends it where it is; returns when nothing of it runs any more. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        thread.interrupt();
        thread.join(LIMIT.toMillis());
    }
}
