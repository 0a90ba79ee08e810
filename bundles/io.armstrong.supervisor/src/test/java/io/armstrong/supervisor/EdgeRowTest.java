package io.armstrong.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A row is handed to the edge once, and nothing in it is lost or changes places. */
class EdgeRowTest {
    private final Deque<Runnable> edge = new ArrayDeque<>();
    private final EdgeRow row = new EdgeRow(edge::add);
    private final List<Integer> done = new ArrayList<>();

    @Test
    void handsOverOnceWhatComesWhileItWaits() {
        for (int i = 0; i < 5; i++) add(i);
        assertThat(edge).hasSize(1);
        edge.remove().run();
        assertThat(done).containsExactly(0, 1, 2, 3, 4);
        assertThat(edge).isEmpty();
        add(5);
        assertThat(edge).hasSize(1);
    }

    @Test
    void takesWhatComesWhileItIsWorkedOn() {
        row.execute(() -> add(7));
        edge.remove().run();
        assertThat(done).containsExactly(7);
    }

    @Test
    void letsOthersGoFirstAfterMany() {
        for (int i = 0; i < 1500; i++) add(i);
        edge.remove().run();
        assertThat(done).hasSize(1000);
        edge.remove().run();
        assertThat(done).hasSize(1500).isSorted();
    }

    @Test
    void goesOnAfterOneThatThrows() {
        row.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        add(1);
        assertThatThrownBy(edge.remove()::run).hasMessage("a bug");
        edge.remove().run();
        assertThat(done).containsExactly(1);
    }

    @Test
    void saysThatTheEdgeIsClosed() {
        EdgeRow closed = new EdgeRow(task -> {
            throw new RejectedExecutionException("closed");
        });
        for (int i = 0; i < 2; i++)
            assertThatThrownBy(() -> closed.execute(() -> done.add(1))).hasMessage("closed");
        assertThat(done).isEmpty();
    }

    @Test
    void doesWhatWaitsWhenTheEdgeClosesMeanwhile() {
        AtomicBoolean open = new AtomicBoolean(true);
        EdgeRow closing = new EdgeRow(task -> {
            if (!open.get()) throw new RejectedExecutionException("closed");
            edge.add(task);
        });
        for (int i = 0; i < 1500; i++) {
            int number = i;
            closing.execute(() -> done.add(number));
        }
        open.set(false);
        edge.remove().run();
        assertThat(done).hasSize(1500).isSorted();
    }

    @Test
    void takesLongRowsToItsEndWithoutBeingHandedThemAgain() {
        for (int i = 0; i < 10; i++) {
            int number = i;
            row.execute(() -> {
                done.add(number);
                if (number == 9) add(10);
            });
        }
        edge.remove().run();
        assertThat(done).hasSize(11).isSorted();
        assertThat(edge).isEmpty();
    }

    private void add(int number) {
        row.execute(() -> done.add(number));
    }
}
