package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.spi.Journal.Entry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RingTest {
    private final Ring ring = new Ring(10, InstantSource.fixed(Instant.EPOCH));

    private static ArmstrongEvent about(String child) {
        return new AlarmSet(child, "a", "", "");
    }

    private static List<Long> numbers(List<Entry> entries) {
        return entries.stream().map(Entry::sequence).toList();
    }

    @Test
    void numbersFromOneWithoutGaps() {
        assertThat(ring.add(about("a"))).isEqualTo(1);
        assertThat(ring.add(about("b"))).isEqualTo(2);
        assertThat(ring.newest("", 100))
                .containsExactly(new Entry(1, Instant.EPOCH, about("a")), new Entry(2, Instant.EPOCH, about("b")));
    }

    @Test
    void keepsTheNewestOldestFirst() {
        for (int i = 0; i < 25; i++) ring.add(about("a"));
        assertThat(numbers(ring.newest("", 100)))
                .isEqualTo(LongStream.rangeClosed(16, 25).boxed().toList());
        assertThat(numbers(ring.newest("", 3))).containsExactly(23L, 24L, 25L);
        assertThat(ring.oldest()).isEqualTo(16);
        assertThat(ring.get(15)).isNull();
        assertThat(ring.get(26)).isNull();
    }

    @Test
    void picksOneChild() {
        for (int i = 0; i < 10; i++) ring.add(about(i % 2 == 0 ? "even" : "odd"));
        assertThat(numbers(ring.newest("odd", 2))).containsExactly(8L, 10L);
        assertThat(ring.newest("nobody", 2)).isEmpty();
        assertThat(ring.newest("", 0)).isEmpty();
        assertThat(ring.newest("", -1)).isEmpty();
    }

    @Test
    void hasNoGapsUnderManyWriters() throws Exception {
        Ring wide = new Ring(100_000, InstantSource.system());
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread writer = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) wide.add(about("a"));
            });
            writer.start();
            writers.add(writer);
        }
        for (Thread writer : writers) writer.join();
        assertThat(numbers(wide.newest("", 100_000)))
                .isEqualTo(LongStream.rangeClosed(1, 40_000).boxed().toList());
    }
}
