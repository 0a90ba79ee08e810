package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.ArmstrongEvent.WarmedUp;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hand-overs are practised by the steps of real ones, and nobody else notices. */
class PractisingTest {
    @TempDir
    Path folder;

    private final FakeUnderstudies understudies = new FakeUnderstudies();
    private World world;

    @BeforeEach
    void aRuntime() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
    }

    @AfterEach
    void end() {
        world.close();
        assertThat(understudies.alive).isZero();
    }

    @Test
    void walksUpgradesThereAndBackAndTouchesNothing() throws Exception {
        try (Practising practising = new Practising(world.ground, understudies, 50)) {
            assertThat(practising.practise()).isEqualTo(50);
        }
        assertThat(world.orders).isEmpty();
        assertThat(world.events).isEmpty();
        assertThat(world.store.unfinished()).isEmpty();
    }

    @Test
    void tellsOnceWhenItIsOver() {
        try (Practising practising = new Practising(world.ground, understudies, 50)) {
            practising.run();
        }
        assertThat(world.events).singleElement().isInstanceOfSatisfying(WarmedUp.class, over -> assertThat(
                        over.sentence())
                .startsWith("upgrade is warmed up after "));
    }

    @Test
    void endsWhenTheServiceDoes() throws Exception {
        Practising practising = new Practising(world.ground, understudies, Integer.MAX_VALUE);
        CompletableFuture<Void> ended = CompletableFuture.runAsync(practising::run);
        practising.close();
        ended.get(60, TimeUnit.SECONDS);
        assertThat(practising.practise()).isZero();
        assertThat(world.events).isEmpty();
    }

    @Test
    void itsUnderstudyEndsWithItWheneverThatIs() {
        for (int times = 1; times <= 20; times++) {
            Practising practising = new Practising(world.ground, understudies, Integer.MAX_VALUE);
            practising.begin();
            int made = times;
            await(() -> understudies.made == made);
            practising.close();
            await(() -> understudies.alive == 0);
        }
        assertThat(world.events).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) throw new AssertionError("it does not come");
            Thread.onSpinWait();
        }
    }

    @Test
    void aBugInItIsToldAndHarmsNobody() {
        Ground ground = world.ground;
        try (Practising practising = new Practising(withoutTime(ground), understudies, 50)) {
            practising.run();
        }
        assertThat(world.events).singleElement().isInstanceOfSatisfying(AlarmSet.class, alarm -> assertThat(
                        alarm.sentence())
                .contains("hand-overs could not be practised", "no clock"));
        assertThat(world.orders).isEmpty();
    }

    private static Ground withoutTime(Ground ground) {
        return new Ground(
                ground.supervision(),
                ground.holds(),
                ground.lifecycle(),
                ground.store(),
                ground.journal(),
                ground.bundles(),
                ground.hides(),
                ground.leaks(),
                ground.pool(),
                () -> {
                    throw new IllegalStateException("no clock");
                },
                ground.wall(),
                ground.limits());
    }
}
