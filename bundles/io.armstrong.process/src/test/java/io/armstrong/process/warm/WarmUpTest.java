package io.armstrong.process.warm;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.process.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The warm-up goes through real processes and supervisors, and leaves nothing behind. */
class WarmUpTest {
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final Trouble trouble = (where, thrown) -> troubles.add(where + ": " + thrown);

    @Test
    void endsByItselfAndSaysHowLongItTook() throws Exception {
        CompletableFuture<Duration> took = new CompletableFuture<>();

        try (WarmUp warmUp = WarmUp.begin(trouble, took::complete)) {
            assertThat(took.get(1, TimeUnit.MINUTES)).isPositive();
        }

        assertThat(troubles).isEmpty();
        assertThat(threads()).isEmpty();
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        CompletableFuture<Duration> took = new CompletableFuture<>();

        WarmUp.begin(trouble, took::complete).close();

        assertThat(took).isNotDone();
        assertThat(troubles).isEmpty();
        assertThat(threads()).isEmpty();
    }

    @Test
    void goesThroughItWithClassesOfItsOwnEachTime() throws Exception {
        Callable<Void> one = SchoolLoader.school(trouble);
        Callable<Void> other = SchoolLoader.school(trouble);

        assertThat(one.getClass()).isNotSameAs(other.getClass()).isNotSameAs(School.class);
        one.call();
        other.call();

        assertThat(troubles).isEmpty();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter("armstrong-warm-up"::equals)
                .toList();
    }
}
