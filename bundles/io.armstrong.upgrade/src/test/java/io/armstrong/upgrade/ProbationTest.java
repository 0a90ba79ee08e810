package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feature U13: what ends the watch over a new version, and what does not. */
class ProbationTest {
    /** As many as the normal tier answers with a restart. */
    private static final int LIMIT = 5;

    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void begin() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
        world.twins = true;
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static JarBuilder two() {
        return JarBuilder.version("2.0.0", 2).migration(1, 2, true);
    }

    private void upgraded() {
        assertThat(world.upgrade(two()).reason()).isEmpty();
    }

    private static void crash(Upgrading upgrading, int times) {
        ExitReason boom = new ExitReason.Crashed(CrashCause.HANDLER, "boom", List.of());
        for (int i = 0; i < times; i++)
            upgrading
                    .probation()
                    .recorded(new Journal.Entry(
                            i, World.EPOCH, new ArmstrongEvent.ChildExited("counter", "normal", 1, boom)));
    }

    /** The service of the next process. */
    private Upgrading rebooted() {
        Upgrading next = new Upgrading(world.ground, Beside.Way.NONE);
        next.resumeTrials();
        return next;
    }

    private void takenBack() {
        world.awaitVersion("1.0.0");
        // until the way back has ended it is refused for being under way
        String reason = await().atMost(Duration.ofSeconds(60))
                .until(() -> world.upgrade(two()).reason(), told -> !told.contains("is being upgraded already"));
        assertThat(reason).contains("marked bad");
    }

    @Test
    void aTrialGoesOnAfterABoot() {
        upgraded();
        crash(world.upgrading, LIMIT - 1);
        Upgrading next = rebooted();
        crash(next, LIMIT - 1);
        assertThat(world.version()).as("counted anew").isEqualTo("2.0.0");
        crash(next, 1);
        takenBack();
    }

    @Test
    void onlyTheTimeThatIsLeftIsWatched() {
        upgraded();
        world.now = world.now.plus(Duration.ofMinutes(10));
        Upgrading next = rebooted();
        crash(next, LIMIT);
        assertThat(next.probation().end("counter.bundle")).isEmpty();
    }

    @Test
    void aRollbackIsNoTrial() {
        upgraded();
        assertThat(world.rollback("1.0.0", new Options(false, true)).outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(rebooted().probation().end("counter.bundle")).isEmpty();
    }

    @Test
    void aRefusedUpgradeEndsNoTrial() {
        upgraded();
        assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.REFUSED);
        crash(world.upgrading, LIMIT);
        takenBack();
    }

    /** Fault row 33: its jar is damaged in the store, an older one lies in its bundle, and its starts are refused. */
    @Test
    void whatIsNotThereCannotFailItsTrial() throws Exception {
        upgraded();
        Path two = world.jar;
        world.jar = JarBuilder.version("1.0.0", 1).write(folder.resolve("deposit.jar"));
        crash(world.upgrading, 2 * LIMIT);
        world.jar = two;
        crash(world.upgrading, LIMIT - 1);
        assertThat(world.upgrading.probation().end("counter.bundle")).get().satisfies(on -> assertThat(on.crashes())
                .hasValue(LIMIT - 1));
    }

    @Test
    void aVersionThatAKillCommittedIsOnTrial() throws Exception {
        var from = world.store.bundle("counter.bundle").orElseThrow().current();
        CheckedJar jar = CheckedJar.read(two().write(folder.resolve("two.jar")));
        var to = new io.armstrong.api.spi.Store.RevisionRecord(
                "2.0.0", world.store.putJar(jar.file()), from.location(), world.now);
        world.store.commit(new Commit(world.store.begin("counter.bundle", from, to, "set-1"), List.of(), Map.of()));
        new Recovery(world.store, world.ground.journal(), () -> world.now, Duration.ofMinutes(10)).run();
        Upgrading next = rebooted();
        assertThat(next.history("counter")).extracting(UpgradeReport::set).containsExactly("set-1");
        assertThat(next.probation().of("set-1")).extracting(Trial::child).containsExactly("counter");
        assertThat(next.probation().end("counter.bundle")).isPresent();
    }
}
