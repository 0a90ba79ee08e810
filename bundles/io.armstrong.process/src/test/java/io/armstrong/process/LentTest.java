package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a thread that is lent to a turn does besides. */
class LentTest {
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final PoolDispatcher pool =
            new PoolDispatcher(Clock.monotonic(), 2, (where, thrown) -> troubles.add(thrown.toString()));
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        pool.close();
        assertThat(troubles).isEmpty();
    }

    private Turn named(String name) {
        return () -> ran.add(name);
    }

    @Test
    void runsTheTurnThatIsLeftRightAfterTheOneThatLeftIt() {
        assertThat(pool.runHereWithNext(() -> {
                    assertThat(pool.keepHere(named("kept"))).isTrue();
                    ran.add("first");
                }))
                .isTrue();
        assertThat(ran).containsExactly("first", "kept");
    }

    @Test
    void isLeftOneTurnAndNoMoreHoweverLongItGoesOn() {
        pool.runHereWithNext(() -> {
            assertThat(pool.keepHere(() -> ran.add("kept, another " + pool.keepHere(named("third")))))
                    .isTrue();
            assertThat(pool.keepHere(named("second"))).isFalse();
        });
        assertThat(ran).containsExactly("kept, another false");
        assertThat(pool.keepHere(named("afterwards"))).isFalse();
    }

    @Test
    void runsOneTurnInsideTheOneThatIsLeftAndNoneInsideThat() {
        Turn within = () -> ran.add("within, deeper " + pool.runWithin(named("deep")));
        pool.runHereWithNext(
                () -> pool.keepHere(() -> assertThat(pool.runWithin(within)).isTrue()));
        assertThat(ran).containsExactly("within, deeper false");
        assertThat(pool.runWithin(named("afterwards"))).isFalse();
    }

    /** What follows from a call is no business of its caller. */
    @Test
    void hasNoRoomForAnotherWhereItIsLentToOne() {
        pool.runHere(() -> {
            assertThat(pool.keepHere(named("kept"))).isFalse();
            assertThat(pool.runWithin(named("within"))).isFalse();
        });
        assertThat(ran).isEmpty();
    }

    @Test
    void keepsItsName() {
        String name = Thread.currentThread().getName();
        pool.runHere(() -> Thread.currentThread().setName("armstrong-hung-somebody"));
        assertThat(Thread.currentThread().getName()).isEqualTo(name);
    }

    /** Nobody else would ever run it: its process takes it for scheduled. */
    @Test
    void leavesTheKeptTurnToThePoolWhenWhatRanThrows() {
        assertThatThrownBy(() -> pool.runHereWithNext(() -> {
                    pool.keepHere(named("kept"));
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        await().until(() -> ran.contains("kept"));
        assertThat(pool.runHere(named("next"))).isTrue();
    }
}
