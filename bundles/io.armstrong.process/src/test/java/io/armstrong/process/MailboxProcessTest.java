package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.process.Counting.Order;
import io.armstrong.process.Counting.Text;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxProcessTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<Integer> seen = new ArrayList<>();
    private final Counting process = new Counting(time.system(), 5, m -> seen.add(((Text) m).number));

    @Test
    void handlesMessagesInTheOrderSent() {
        for (int i = 0; i < 5; i++) assertThat(process.offer(new Text(0, i))).isTrue();
        assertThat(process.waiting()).isEqualTo(5);
        time.runUntilIdle();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4);
        assertThat(process.waiting()).isZero();
        assertThat(process.resting()).isTrue();
    }

    @Test
    void refusesOneMoreThanItsBoundUntilOneIsHandled() {
        for (int i = 0; i < 5; i++) process.offer(new Text(0, i));
        assertThat(process.offer(new Text(0, 5))).isFalse();
        time.runUntilIdle();
        assertThat(process.offer(new Text(0, 6))).isTrue();
        time.runUntilIdle();
        assertThat(seen).containsExactly(0, 1, 2, 3, 4, 6);
    }

    @Test
    void neverRefusesWhatIsPutAndDoesNotCountTheRuntimesOwn() {
        for (int i = 0; i < 5; i++) process.offer(new Text(0, i));
        process.put(new Text(0, 5));
        process.put(new Order(true, p -> {}));
        assertThat(process.waiting()).isEqualTo(6);
        time.runUntilIdle();
        assertThat(seen).hasSize(6);
        assertThat(process.waiting()).isZero();
    }

    @Test
    void letsUrgentOrdersPassAndKeepsOthersInTheirPlace() {
        process.offer(new Text(0, 1));
        process.put(new Order(false, p -> seen.add(-1)));
        process.offer(new Text(0, 2));
        process.put(new Order(true, p -> seen.add(-2)));
        time.runUntilIdle();
        assertThat(seen).containsExactly(-2, 1, -1, 2);
    }

    @Test
    void leavesMessagesInOrderWhileHeldAndHandlesTheRuntimesOwn() {
        process.offer(new Text(0, 1));
        process.put(new Order(false, p -> seen.add(-1)));
        process.put(new Order(true, p -> p.hold()));
        time.runUntilIdle();
        process.offer(new Text(0, 2));
        process.put(new Order(false, p -> seen.add(-2)));
        time.runUntilIdle();
        assertThat(seen).containsExactly(-1, -2);
        assertThat(process.waiting()).isEqualTo(2);
        assertThat(process.resting()).isTrue();
        process.put(new Order(true, p -> p.unhold()));
        time.runUntilIdle();
        assertThat(seen).containsExactly(-1, -2, 1, 2);
        assertThat(process.waiting()).isZero();
    }

    /** While nothing waits in them, processes that are held have one backlog in common. */
    @Test
    void keepsApartWhatWaitsInSeveralThatAreHeld() {
        Counting other = new Counting(time.system(), 5, m -> seen.add(10 + ((Text) m).number));
        for (Counting each : List.of(process, other)) each.put(new Order(true, p -> p.hold()));
        time.runUntilIdle();
        for (int i = 0; i < 5; i++) process.offer(new Text(0, i));
        time.runUntilIdle();
        assertThat(process.offer(new Text(0, 5))).isFalse();
        assertThat(other.waiting()).isZero();
        assertThat(other.offer(new Text(0, 0))).isTrue();
        other.put(new Order(true, p -> p.unhold()));
        time.runUntilIdle();
        assertThat(seen).containsExactly(10);
        assertThat(process.waiting()).isEqualTo(5);
        process.put(new Order(true, p -> p.drain(m -> seen.add(100 + ((Text) m).number))));
        time.runUntilIdle();
        assertThat(seen).containsExactly(10, 100, 101, 102, 103, 104);
        assertThat(process.offer(new Text(0, 6))).as("still held").isTrue();
        time.runUntilIdle();
        assertThat(process.waiting()).isEqualTo(1);
        process.put(new Order(true, p -> p.unhold()));
        time.runUntilIdle();
        assertThat(seen).endsWith(6);
    }

    @Test
    void keepsItsBoundAfterItWasHeldWhileNothingWaited() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5; i++) process.offer(new Text(0, i));
            process.put(new Order(false, p -> p.hold()));
            time.runUntilIdle();
            assertThat(process.waiting()).isZero();
            for (int i = 0; i < 5; i++)
                assertThat(process.offer(new Text(0, i))).isTrue();
            assertThat(process.waiting()).isEqualTo(5);
            assertThat(process.offer(new Text(0, 5))).isFalse();
            process.put(new Order(true, p -> p.drain(m -> {})));
            time.runUntilIdle();
            process.put(new Order(true, p -> p.unhold()));
            time.runUntilIdle();
        }
        assertThat(seen).hasSize(15);
    }

    @Test
    void givesBackWhatWaitsWhenDrained() {
        for (int i = 0; i < 4; i++) process.offer(new Text(0, i));
        process.put(new Order(true, p -> p.drain(m -> seen.add(100 + ((Text) m).number))));
        time.runUntilIdle();
        assertThat(seen).containsExactly(100, 101, 102, 103);
        assertThat(process.waiting()).isZero();
        assertThat(process.offer(new Text(0, 7))).isTrue();
    }

    @Test
    void goesOnAfterSomethingEscaped() {
        process.put(new Order(false, p -> {
            throw new StackOverflowError("deep");
        }));
        process.offer(new Text(0, 1));
        time.runUntilIdle();
        assertThat(process.escaped).singleElement().isInstanceOf(StackOverflowError.class);
        assertThat(seen).containsExactly(1);
    }

    @Test
    void takesTurnsWithOthersAfterItsShare() {
        Counting wide = new Counting(time.system(), 1000, m -> seen.add(((Text) m).number));
        for (int i = 0; i < MailboxProcess.TURN_LENGTH + 1; i++) wide.offer(new Text(0, i));
        process.offer(new Text(0, -1));
        time.runUntilIdle();
        assertThat(seen.indexOf(-1)).isEqualTo(MailboxProcess.TURN_LENGTH);
    }

    @Test
    void handlesEachMessageOnceAndInOrderOfItsSenderUnderContention() {
        int senders = 4;
        int each = 100_000;
        int[] next = new int[senders];
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger handled = new AtomicInteger();
        try (ProcessSystem real = ProcessSystem.start((where, thrown) -> wrong.incrementAndGet())) {
            Counting receiver = new Counting(real, 1000, m -> {
                Text text = (Text) m;
                if (next[text.sender]++ != text.number) wrong.incrementAndGet();
                handled.incrementAndGet();
            });
            for (int s = 0; s < senders; s++) {
                int sender = s;
                new Thread(() -> {
                            for (int i = 0; i < each; i++)
                                while (!receiver.offer(new Text(sender, i))) Thread.onSpinWait();
                        })
                        .start();
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> handled.get() == senders * each);
            assertThat(wrong).hasValue(0);
            await().until(receiver::resting);
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void keepsItsBoundExactWhenManySendAtOnce() throws InterruptedException {
        int bound = 500;
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (ProcessSystem real = ProcessSystem.start((where, thrown) -> {})) {
            Counting receiver = new Counting(real, bound, m -> {
                begun.countDown();
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            receiver.offer(new Text(0, 0));
            begun.await();
            List<Thread> senders = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                Thread sender = new Thread(() -> {
                    for (int i = 0; i < 400; i++) if (receiver.offer(new Text(0, i))) accepted.incrementAndGet();
                });
                senders.add(sender);
                sender.start();
            }
            for (Thread sender : senders) sender.join();
            assertThat(accepted).hasValue(bound);
            assertThat(receiver.waiting()).isEqualTo(bound);
            blocked.countDown();
            await().until(receiver::resting);
        }
    }

    @Test
    void keepsItsBoundWhenItRestsAndWakesAllTheTime() throws InterruptedException {
        int bound = 3;
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger tooMany = new AtomicInteger();
        CountDownLatch end = new CountDownLatch(1);
        try (ProcessSystem real = ProcessSystem.start((where, thrown) -> {})) {
            Counting receiver = new Counting(real, bound, m -> {
                if (((Text) m).number < 0) waitFor(end);
                int in = accepted.get();
                if (in - begun.incrementAndGet() > bound) tooMany.incrementAndGet();
            });
            List<Thread> senders = new ArrayList<>();
            for (int s = 0; s < 4; s++) {
                Thread sender = new Thread(() -> {
                    for (int i = 0; i < 20_000; i++) if (receiver.offer(new Text(0, i))) accepted.incrementAndGet();
                });
                senders.add(sender);
                sender.start();
            }
            for (Thread sender : senders) sender.join();
            await().until(() -> receiver.resting() && begun.get() == accepted.get());
            assertThat(tooMany).hasValue(0);
            assertThat(receiver.waiting()).isZero();
            receiver.offer(new Text(0, -1));
            await().until(() -> receiver.waiting() == 0);
            for (int i = 0; i < bound; i++)
                assertThat(receiver.offer(new Text(0, i))).isTrue();
            assertThat(receiver.offer(new Text(0, bound))).isFalse();
            end.countDown();
            await().until(receiver::resting);
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
