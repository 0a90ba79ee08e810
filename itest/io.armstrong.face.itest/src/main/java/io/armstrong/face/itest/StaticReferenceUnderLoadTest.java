package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.face.itest.words.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A plain DS consumer with a static mandatory reference, under load, while the child behind it restarts: one activation, and no
 * call lost or run twice. 50 restarts; 1,000 with {@code -Darmstrong.proof=true}.
 */
class StaticReferenceUnderLoadTest extends Scene {
    private static final int LANES = 4;
    private static final int RESTARTS = 50;
    private static final int RESTARTS_IN_THE_PROOF = 1_000;

    /** The last number of each lane that the child has run, and that its caller has an answer for. */
    private final AtomicLongArray ran = new AtomicLongArray(LANES);

    private final AtomicLongArray answered = new AtomicLongArray(LANES);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @AfterEach
    void forget() {
        over = true;
        System.getProperties().remove("echo.ledger");
    }

    @Test
    void noCallIsLostOrRunTwiceAndTheConsumerIsActivatedOnce() throws Exception {
        boolean proof = "true".equals(context.getProperty("armstrong.proof"));
        child("f-load", "");
        Caller caller = caller("f-load");
        System.getProperties().put("echo.ledger", (Consumer<String>) this::ran);
        List<Thread> lanes = lanes(caller);
        int restarts = proof ? RESTARTS_IN_THE_PROOF : RESTARTS;
        for (int round = 0; round < restarts; round++) {
            long before = total();
            restart("f-load");
            while (total() == before && wrong.isEmpty()) Thread.onSpinWait();
        }
        over = true;
        for (Thread lane : lanes) lane.join(LONG.toMillis());
        assertThat(wrong).isEmpty();
        assertThat(supervision.status("f-load").incarnation()).isGreaterThan(restarts);
        for (int lane = 0; lane < LANES; lane++) assertThat(ran.get(lane)).isEqualTo(answered.get(lane));
        assertThat(caller.activations()).isEqualTo(1);
        await().until(() -> report("f-load").inFlight() == 0);
    }

    private List<Thread> lanes(Caller caller) {
        List<Thread> lanes = new ArrayList<>();
        for (int number = 0; number < LANES; number++) {
            int lane = number;
            Thread thread = new Thread(() -> calls(caller, lane), "test-lane-" + lane);
            thread.setDaemon(true);
            thread.start();
            lanes.add(thread);
        }
        return lanes;
    }

    /** One call after the other, each with a number of its own. */
    private void calls(Caller caller, int lane) {
        while (!over) {
            String word = lane + "#" + (answered.get(lane) + 1);
            try {
                String answer = caller.echo().say(word);
                if (!answer.equals("1.0.0:" + word)) wrong.add(word + " was answered " + answer);
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

    private long total() {
        long total = 0;
        for (int lane = 0; lane < LANES; lane++) total += answered.get(lane);
        return total;
    }
}
