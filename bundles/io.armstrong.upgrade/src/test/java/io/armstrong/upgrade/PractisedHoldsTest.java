package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Understudies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold on the thread of an upgrade is practised first, and is the same whatever becomes of that. */
class PractisedHoldsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final FakeUnderstudies understudies = new FakeUnderstudies();
    private World world;
    private HandThread hands;

    @BeforeEach
    void aRuntime() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
        hands = new HandThread("hand-overs of counter", world.pool);
    }

    @AfterEach
    void end() {
        hands.close();
        world.close();
    }

    private Hold hold(Understudies by) {
        try (PractisedHolds holds = new PractisedHolds(world.ground, by)) {
            return World.done(holds.hold("counter", LIMIT, hands));
        }
    }

    @Test
    void practisesAndThenHolds() {
        Hold hold = hold(understudies);
        assertThat(hold.children()).singleElement().extracting("id").isEqualTo("counter");
        assertThat(world.orders).containsExactly("hold");
        assertThat(world.events).isEmpty();
        assertThat(understudies.made).isOne();
        assertThat(understudies.alive).isZero();
    }

    @Test
    void oneUnderstudyServesHoldsThatFollowEachOther() {
        try (PractisedHolds holds = new PractisedHolds(world.ground, understudies)) {
            for (int i = 0; i < 5; i++) World.done(holds.hold("counter", LIMIT, hands));
            assertThat(understudies.made).isOne();
        }
        assertThat(understudies.alive).isZero();
    }

    @Test
    void whoeverLendsNoThreadOfHandOversHoldsAtOnce() {
        try (PractisedHolds holds = new PractisedHolds(world.ground, understudies)) {
            World.done(holds.hold("counter", LIMIT));
            World.done(holds.hold("counter", LIMIT, Runnable::run));
        }
        assertThat(understudies.made).isZero();
    }

    @Test
    void aPracticeThatFailsIsToldAndTheHoldIsNoneTheWorse() {
        Hold hold =
                hold((id, worker, schema) -> CompletableFuture.failedFuture(new IllegalStateException("no thread")));
        assertThat(hold.children()).hasSize(1);
        assertThat(world.events).singleElement().isInstanceOfSatisfying(AlarmSet.class, alarm -> assertThat(
                        alarm.sentence())
                .contains("hand-overs could not be practised", "no thread"));
    }
}
