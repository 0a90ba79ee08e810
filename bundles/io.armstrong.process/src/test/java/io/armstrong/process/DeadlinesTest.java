package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.process.Deadlines.Deadline;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<String> over = new ArrayList<>();
    private final Deadlines deadlines = new Deadlines(time.system(), task -> time.execute(task::run));

    private Deadline start(int millis, String name) {
        return deadlines.start(Duration.ofMillis(millis), () -> over.add(name));
    }

    private void advance(int millis) {
        time.advance(Duration.ofMillis(millis));
    }

    @Test
    void runsWhatIsOverAtItsTime() {
        start(10, "a");
        start(30, "c");
        start(20, "b");
        advance(9);
        assertThat(over).isEmpty();
        advance(1);
        assertThat(over).containsExactly("a");
        advance(10);
        assertThat(over).containsExactly("a", "b");
        advance(10);
        assertThat(over).containsExactly("a", "b", "c");
    }

    @Test
    void runsNothingOfWhatWasMet() {
        Deadline first = start(10, "a");
        Deadline second = start(10, "b");
        start(10, "c");
        second.met();
        second.met();
        first.met();
        advance(20);
        assertThat(over).containsExactly("c");
    }

    @Test
    void startsAnEarlierOneThanItWaitsFor() {
        start(1000, "late");
        start(5, "soon");
        advance(5);
        assertThat(over).containsExactly("soon");
        advance(995);
        assertThat(over).containsExactly("soon", "late");
    }

    @Test
    void letsWhatRunsMeetAndStartOthers() {
        List<Deadline> other = new ArrayList<>();
        deadlines.start(Duration.ofMillis(10), () -> {
            other.get(0).met();
            start(5, "after");
        });
        other.add(start(10, "met"));
        start(10, "too");
        advance(10);
        assertThat(over).containsExactly("too");
        advance(5);
        assertThat(over).containsExactly("too", "after");
    }

    /** Believed before: the one started meanwhile set the timer, and {@code waits} came as late as that one. */
    @Test
    void oneThatIsStartedByAnotherDelaysNoThird() {
        start(20, "waits");
        deadlines.start(Duration.ofMillis(10), () -> start(1000, "much later"));
        advance(20);
        assertThat(over).containsExactly("waits");
    }

    @Test
    void runsInTheOrderOfTheirTimesWhenAllAreLate() {
        List<Runnable> turn = new ArrayList<>();
        Deadlines late = new Deadlines(time.system(), turn::add);
        for (int millis : List.of(30, 10, 20)) late.start(Duration.ofMillis(millis), () -> over.add("" + millis));
        advance(40);
        turn.get(0).run();
        assertThat(over).containsExactly("10", "20", "30");
    }

    @Test
    void setsNoTimerWhenNothingIsLeft() {
        start(10, "a").met();
        assertThat(time.step()).isTrue();
        assertThat(time.step()).isFalse();
        start(10, "b");
        deadlines.cutShort();
        assertThat(time.step()).isFalse();
        assertThat(over).containsExactly("b");
    }

    @Test
    void dropsAllOfThemWithTheTimer() {
        start(10, "a");
        start(5, "b");
        deadlines.drop();
        assertThat(time.step()).isFalse();
        advance(20);
        assertThat(over).isEmpty();
        start(1, "c");
        advance(1);
        assertThat(over).containsExactly("c");
    }

    @Test
    void neverEndsWhatHasNoEnd() {
        deadlines.start(Duration.ofSeconds(Long.MAX_VALUE), () -> over.add("never"));
        start(1, "a");
        advance(1_000_000);
        assertThat(over).containsExactly("a");
    }
}
