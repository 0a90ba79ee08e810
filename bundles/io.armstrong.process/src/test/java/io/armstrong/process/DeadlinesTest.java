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
        return start(deadlines, millis, () -> over.add(name));
    }

    private static Deadline start(Deadlines in, int millis, Runnable expired) {
        Deadline started = new Deadline() {
            @Override
            protected void expire() {
                expired.run();
            }
        };
        in.start(Duration.ofMillis(millis), started);
        return started;
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

    /** The timers' ticks as the test says. */
    private final class Ticking implements Timers {
        private int tick = 1;
        /** Of every tick. */
        private long excess;

        @Override
        public Timer after(long nanos, Runnable task) {
            return time.after(nanos, task);
        }

        @Override
        public int tick() {
            return tick;
        }

        @Override
        public long excess(int of) {
            return of == tick ? -1 : excess;
        }

        @Override
        public void close() {}
    }

    private final Ticking ticking = new Ticking();
    private final Deadlines often = new Deadlines(
            new ProcessSystem(time, time, ticking, (where, thrown) -> {}), task -> time.execute(task::run));

    private void startOften(int millis, String name) {
        start(often, millis, () -> over.add(name + " " + time.elapsed().toMillis()));
    }

    /** The clock is not looked at again within a tick: what is started late in it must not be over early. */
    @Test
    void ofThoseStartedInOneTickNoneIsOverEarly() {
        startOften(30, "first");
        advance(10);
        startOften(30, "last");
        ticking.tick++;
        startOften(30, "next");
        ticking.tick++;
        advance(100);
        assertThat(over).containsExactly("first 50", "last 50", "next 60");
    }

    /** The timers' thread came 100 ms late, or the machine stood still. */
    @Test
    void aTickThatLastedTooLongIsTakenIntoAccount() {
        startOften(30, "first");
        advance(110);
        startOften(30, "last");
        ticking.tick++;
        ticking.excess = Duration.ofMillis(100).toNanos();
        advance(39);
        assertThat(over).isEmpty();
        advance(1);
        assertThat(over).containsExactly("first 150", "last 150");
    }

    /** How long a tick lasts that is not over nobody knows. */
    @Test
    void nothingIsOverInTheTickInWhichItWasStarted() {
        startOften(5, "it");
        advance(1_000);
        assertThat(over).isEmpty();
        ticking.tick++;
        advance(20);
        assertThat(over).hasSize(1);
    }

    @Test
    void whoCountsNoTicksLooksAtTheClock() {
        ticking.tick = 0;
        startOften(30, "first");
        advance(10);
        startOften(30, "second");
        advance(100);
        assertThat(over).containsExactly("first 30", "second 40");
    }
}
