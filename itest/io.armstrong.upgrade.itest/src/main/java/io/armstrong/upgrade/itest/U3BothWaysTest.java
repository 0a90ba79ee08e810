package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U3: several versions at once, up and down; a step that is missing is refused or named. */
class U3BothWaysTest extends Runtime {
    @Test
    void fromOneToThreeAndBack() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        PlanReport plan = done(upgrades.plan(id, three(true).write(folder.resolve("plan.jar")), Options.NONE));
        assertThat(plan.children().get(0).migration()).isEqualTo("1 -> 2 -> 3");
        assertThat(upgrade(three(true)).reason()).isEmpty();
        serves(bundle, "3.0.0", 41);
        assertThat(state()).containsEntry("note", "three").hasSize(4);
        assertThat(done(upgrades.rollback(id, "1.0.0", new Options(false, true)))
                        .reason())
                .isEmpty();
        serves(bundle, "1.0.0", 41);
        assertThat(state()).isEqualTo(Map.of("count", 41L));
    }

    @Test
    void aStepUpThatIsMissingIsRefusedByThePlan() throws Exception {
        install(counter(1));
        ChildJar gap = three(true).inHeader("Provide-Capability", "from:Long=1", "from:Long=0");
        PlanReport plan = done(upgrades.plan(id, gap.write(folder.resolve("plan.jar")), Options.NONE));
        assertThat(plan.possible()).isFalse();
        assertThat(plan.reason()).contains("no migration 1 -> 3 of " + id);
    }

    @Test
    void aStepDownThatIsMissingIsNamedByThePlan() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        PlanReport plan = done(upgrades.plan(id, three(false).write(folder.resolve("plan.jar")), Options.NONE));
        assertThat(plan.possible()).isTrue();
        assertThat(plan.notes()).anyMatch(note -> note.contains("one way: undo restores the snapshot"));
        assertThat(upgrade(three(false)).reason()).isEmpty();
        call("add", "1");
        assertThat(rollback(Options.NONE).reason()).contains("2 -> 3 without down");
        assertThat(rollback(new Options(false, true)).reason()).isEmpty();
        serves(bundle, "1.0.0", 41);
    }

    @Test
    void twiceForwardTwiceBackAndForwardAgain() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        for (int round = 0; round < 2; round++) {
            long count = 41 + 3L * round;
            assertThat(upgrade(counter(2)).reason()).isEmpty();
            call("add", "1");
            assertThat(upgrade(three(true)).reason()).isEmpty();
            call("add", "1");
            serves(bundle, "3.0.0", count + 2);
            assertThat(state()).hasSize(4);
            if (round == 1) return;
            assertThat(rollback(new Options(false, true)).reason()).isEmpty();
            serves(bundle, "2.0.0", count + 2);
            assertThat(state()).hasSize(3);
            call("add", "1");
            assertThat(rollback(new Options(false, true)).reason()).isEmpty();
            serves(bundle, "1.0.0", count + 3);
            assertThat(state()).isEqualTo(Map.of("count", count + 3));
        }
    }
}
