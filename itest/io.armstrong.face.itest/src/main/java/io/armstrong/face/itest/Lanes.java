package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.face.itest.words.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/** Calls a child from several threads, one call after the other, and checks with the child that each was run once. */
final class Lanes implements AutoCloseable {
    private static final int LANES = 4;

    private final Caller caller;
    /** The last number of each lane that the child has run. */
    private final AtomicLongArray ran = new AtomicLongArray(LANES);
    /** The last number of each lane that its caller has an answer for. */
    private final AtomicLongArray answered = new AtomicLongArray(LANES);

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Lanes(Caller caller) {
        this.caller = caller;
        System.getProperties().put("echo.ledger", (Consumer<String>) this::ran);
        for (int number = 0; number < LANES; number++) {
            int lane = number;
            Thread thread = new Thread(() -> calls(lane), "test-lane-" + lane);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void calls(int lane) {
        while (!over) {
            String word = lane + "#" + (answered.get(lane) + 1);
            try {
                String answer = caller.echo().say(word);
                if (!answer.endsWith(".0.0:" + word)) wrong.add(word + " was answered " + answer);
            } catch (RuntimeException e) {
                wrong.add(word + " failed: " + e);
            }
            answered.incrementAndGet(lane);
            Thread.yield();
        }
    }

    /** Told by the child for each call it runs. */
    private void ran(String word) {
        String[] parts = word.split("#");
        int lane = Integer.parseInt(parts[0]);
        long number = Long.parseLong(parts[1]);
        if (!ran.compareAndSet(lane, number - 1, number)) wrong.add(word + " ran after " + ran.get(lane));
    }

    long total() {
        long total = 0;
        for (int lane = 0; lane < LANES; lane++) total += answered.get(lane);
        return total;
    }

    /** Waits until more calls were answered. */
    void more() {
        long before = total();
        while (total() == before && wrong.isEmpty()) Thread.onSpinWait();
    }

    /** Ends the calls: none failed, none was lost, none ran twice. */
    void check() throws InterruptedException {
        over = true;
        for (Thread thread : threads) thread.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(wrong).isEmpty();
        for (int lane = 0; lane < LANES; lane++) assertThat(ran.get(lane)).isEqualTo(answered.get(lane));
    }

    @Override
    public void close() {
        over = true;
        System.getProperties().remove("echo.ledger");
    }
}
