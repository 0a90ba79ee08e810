package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSet.Part;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature U6, its effects on the fakes: what is refused before anything, the one record, and what is told of it. */
class U6ChangeSetTest {
    @TempDir
    Path folder;

    World world;
    Path next;

    @BeforeEach
    void begin() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
        world.twins = true;
        next = JarBuilder.version("2.0.0", 2).migration(1, 2, true).write(folder.resolve("next.jar"));
    }

    @AfterEach
    void end() {
        world.close();
        assertThat(world.held).isFalse();
        assertThat(world.store.unfinished()).isEmpty();
    }

    private static ChangeSet set(Part... parts) {
        return new ChangeSet(List.of(parts));
    }

    private ChangeSetReport upgrade(Part... parts) {
        return World.done(world.upgrading.upgrade(set(parts), Options.NONE));
    }

    @Test
    void theRecordOfAllIsWrittenInsideTheHoldAndHistoryNamesTheSet() {
        world.onRelease = () -> assertThat(world.store.log).contains("commit-together");
        ChangeSetReport report = upgrade(new Part("counter", next));
        assertThat(report.reason()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(world.practisable).as("others would be held meanwhile").isZero();
        UpgradeReport member = report.members().get(0);
        assertThat(member.steps().stream().map(StepReport::step))
                .containsExactlyElementsOf(UpgradePlan.twin(true).steps().stream()
                        .map(PlanStep::text)
                        .toList());
        assertThat(world.store.log).containsExactly("begin", "commit-together", "done", "committed");
        assertThat(world.upgrading.history("counter"))
                .extracting(UpgradeReport::set)
                .containsExactly(report.set());
        assertThat(world.version()).isEqualTo("2.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start twin", "rehearse", "hold", "relieve by twin"})
    void aFailureBeforeTheRecordLeavesTheOldVersion(String order) {
        world.failing.put(order, 1);
        ChangeSetReport report = upgrade(new Part("counter", next));
        assertThat(report.outcome()).isIn(Outcome.REFUSED, Outcome.ROLLED_BACK);
        assertThat(report.reason()).startsWith("counter: ");
        assertThat(world.orders).doesNotContain("stop", "update 2.0.0");
        assertThat(world.state.data()).isEqualTo(Map.of("count", 41));
        assertThat(world.serving).isEqualTo(World.BUNDLE);
    }

    @Test
    void aRecordThatCannotBeWrittenIsUndone() {
        world.store.failing.add("commit-together");
        ChangeSetReport report = upgrade(new Part("counter", next));
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).contains("No space left on device");
        assertThat(world.version()).isEqualTo("1.0.0");
        assertThat(world.state.data()).isEqualTo(Map.of("count", 41));
    }

    @Test
    void afterTheRecordTheWayBackIsOneRecordToo() {
        world.failing.put("start 2.0.0", 1);
        assertThat(upgrade(new Part("counter", next)).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(world.store.log)
                .containsExactly(
                        "begin",
                        "commit-together",
                        "done",
                        "committed",
                        "begin",
                        "commit-together",
                        "done",
                        "committed");
        assertThat(world.version()).isEqualTo("1.0.0");
        assertThat(world.state.data()).isEqualTo(Map.of("count", 41));
    }

    @Test
    void theSameBundleTwiceIsRefusedByName() {
        ChangeSetReport report = upgrade(new Part("counter", next), new Part("counter", next));
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains("counter lives in counter.bundle, which stands twice");
        ChangeSetPlan plan = World.done(
                world.upgrading.plan(set(new Part("counter", next), new Part("counter", next)), Options.NONE));
        assertThat(plan.possible()).isFalse();
        assertThat(plan.reason()).isEqualTo(report.reason());
        assertThat(world.orders).isEmpty();
    }

    @Test
    void whoIsBeingUpgradedAlreadyIsRefusedByName() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        world.migrations.put(TestMigrations.name(1, 2), state -> {
            there.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return state;
        });
        var first = world.upgrading.upgrade(set(new Part("counter", next)), Options.NONE);
        there.await();
        ChangeSetReport second = upgrade(new Part("counter", next));
        UpgradeReport alone = world.upgrade(next, Options.NONE);
        go.countDown();
        assertThat(second.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(second.reason()).contains("counter: counter.bundle is being upgraded already");
        assertThat(alone.reason()).contains("is being upgraded already");
        assertThat(World.done(first).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void unknownChildrenAndFilesAreNotFound() {
        assertThatThrownBy(() -> upgrade(new Part("counter", next), new Part("nobody", next)))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> upgrade(new Part("counter", folder.resolve("none.jar"))))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("none.jar for counter");
        assertThat(world.orders).isEmpty();
    }

    @Test
    void aPlanHoldsThePlanOfEachAndWhatTheyDoTogether() {
        ChangeSetPlan plan = World.done(world.upgrading.plan(set(new Part("counter", next)), Options.NONE));
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.members()).extracting(PlanReport::child).containsExactly("counter");
        assertThat(plan.pointOfNoReturn()).isEqualTo("commit");
        assertThat(plan.phases())
                .extracting(PlanReport.PlannedStep::step)
                .containsExactly(
                        "prepare", "rehearse", "begin", "hold", "exchange", "commit", "release", "finish", "clear");
        assertThat(plan.stops()).containsExactly("counter.bundle");
        assertThat(world.orders).isEmpty();
        world.missing.add("package no.such.pack");
        ChangeSetPlan refused = World.done(world.upgrading.plan(set(new Part("counter", next)), Options.NONE));
        assertThat(refused.reason()).startsWith("counter: ").contains("no.such.pack");
    }

    @Test
    void aSetThatIsEmptyIsNone() {
        assertThatThrownBy(() -> new ChangeSet(List.of())).hasMessageContaining("0 parts: must be 1 to 50");
    }

    @Test
    void whoNeedsAServiceOfAnotherComesAfterIt() {
        ServiceNeeds user =
                needs("Require-Capability", "osgi.service;filter:=\"(objectClass=a.Bank)\";effective:=active");
        ServiceNeeds other = needs("Provide-Capability", "osgi.service;objectClass:List<String>=\"a.Shop\"");
        ServiceNeeds bank = needs("Provide-Capability", "osgi.service;objectClass:List<String>=\"a.Clock,a.Bank\"");
        assertThat(ServiceNeeds.among(List.of(user, other, bank))).containsExactly(Set.of(2), Set.of(), Set.of());
        assertThat(ServiceNeeds.among(List.of(needs("Provide-Capability", "\"broken"), bank)))
                .containsExactly(Set.of(), Set.of());
    }

    private static ServiceNeeds needs(String header, String value) {
        return ServiceNeeds.of(Map.of(header, value));
    }
}
