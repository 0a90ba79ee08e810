package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Journal.Entry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalComponentTest {
    private static final Map<String, Object> PLAIN = Map.of();
    private static final Map<String, Object> FROM_OLDEST = Map.of(JournalComponent.FROM_OLDEST, true);
    private static final int CAPACITY = 100;

    private final JournalComponent journal = new JournalComponent(CAPACITY, InstantSource.system());
    private final List<Long> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);

    @AfterEach
    void finish() {
        open.countDown();
        journal.finish();
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) journal.record(event("c"));
    }

    private static ArmstrongEvent event(String child) {
        return new AlarmSet(child, "test", "", "");
    }

    private List<Entry> alarms(String alarm) {
        return journal.entries("journal", CAPACITY).stream()
                .filter(entry -> ((AlarmSet) entry.event()).alarm().equals(alarm))
                .toList();
    }

    @Test
    void tellsAListenerEachEntryInOrderFromWhenItCame() {
        record(3);
        journal.addListener(entry -> told.add(entry.sequence()), PLAIN);
        record(3);
        await().until(() -> told.size() == 3);
        assertThat(told).containsExactly(4L, 5L, 6L);
    }

    @Test
    void tellsAgainAfterARest() {
        journal.addListener(entry -> told.add(entry.sequence()), PLAIN);
        for (int round = 1; round <= 20; round++) {
            int expected = round;
            record(1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> told.size() == expected);
        }
    }

    @Test
    void tellsEverythingToAListenerThatAsksForItAndGoesOnWhereItLeftOff() {
        record(3);
        Journal.Listener listener = entry -> told.add(entry.sequence());
        journal.addListener(listener, FROM_OLDEST);
        await().until(() -> told.size() == 3);
        journal.removeListener(listener, FROM_OLDEST);
        record(2);
        journal.addListener(listener, FROM_OLDEST);
        await().until(() -> told.size() == 5);
        assertThat(told).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void tellsNothingMoreToAListenerThatLeft() {
        Journal.Listener gone = entry -> told.add(-entry.sequence());
        journal.addListener(gone, PLAIN);
        journal.removeListener(gone, PLAIN);
        journal.addListener(entry -> told.add(entry.sequence()), PLAIN);
        record(2);
        await().until(() -> told.size() == 2);
        assertThat(told).containsExactly(1L, 2L);
    }

    @Test
    void aBlockedListenerStopsNobodyAndIsNamedOnce() {
        Journal.Listener blocked = entry -> block();
        journal.addListener(blocked, PLAIN);
        journal.addListener(entry -> told.add(entry.sequence()), PLAIN);
        for (int i = 0; i < 3 * CAPACITY; i++) {
            int expected = i + 1;
            record(1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> told.size() >= expected);
        }
        await().until(() -> told.size() == 3 * CAPACITY + 1); // One alarm in all.
        open.countDown();
        await().until(() -> journal.dropped(blocked) > CAPACITY);
    }

    private void block() {
        try {
            open.await();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerThatThrowsIsToldOnAndNamedOnce() {
        journal.addListener(
                entry -> {
                    told.add(entry.sequence());
                    throw new IllegalStateException("mine");
                },
                PLAIN);
        record(10);
        await().until(() -> told.size() == 11);
        assertThat(alarms("failing-listener")).hasSize(1);
        assertThat(alarms("failing-listener").get(0).event().sentence())
                .contains("threw at entry 1: java.lang.IllegalStateException: mine");
    }

    @Test
    void tellsWhatThereIsBeforeItEnds() {
        journal.addListener(entry -> told.add(entry.sequence()), PLAIN);
        record(50);
        journal.finish();
        await().until(() -> told.size() == 50);
    }
}
