package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationPathTest {
    private static MigrationStep step(int from, int to, boolean down) {
        return new MigrationStep("counter", from, to, down, "x.V" + from + "ToV" + to);
    }

    private static final List<MigrationStep> BOTH_WAYS = List.of(step(2, 3, true), step(1, 2, true));

    private static String path(int from, int to, List<MigrationStep> declared, int upgradesFrom) {
        return MigrationPath.find("counter", from, to, declared, upgradesFrom)
                .map(MigrationPath::text)
                .orElseGet(() -> MigrationPath.missing("counter", from, to, declared));
    }

    @Test
    void chainsUpAndDown() {
        assertThat(path(1, 3, BOTH_WAYS, 0)).isEqualTo("1 -> 2 -> 3");
        assertThat(path(3, 1, BOTH_WAYS, 0)).isEqualTo("3 -> 2 -> 1");
        assertThat(path(2, 2, BOTH_WAYS, 0)).isEqualTo("2");
    }

    @Test
    void namesWhatIsMissing() {
        assertThat(path(1, 3, List.of(step(1, 2, true)), 0)).isEqualTo("no migration 1 -> 3 of counter (found 1 -> 2)");
        assertThat(path(2, 1, List.of(step(1, 2, false)), 0))
                .isEqualTo("no migration 2 -> 1 of counter (found 1 -> 2 without down)");
        assertThat(path(1, 2, List.of(), 0)).isEqualTo("no migration 1 -> 2 of counter (found none)");
    }

    @Test
    void asksTheWorkerOnlyWhereNoMigrationCoversTheStep() {
        assertThat(path(1, 3, List.of(step(1, 2, true)), 2)).isEqualTo("1 -> 2 -> 3 (worker)");
        assertThat(path(1, 3, BOTH_WAYS, 2)).isEqualTo("1 -> 2 -> 3");
        assertThat(path(1, 2, List.of(), 1)).isEqualTo("1 -> 2 (worker)");
        assertThat(path(3, 2, List.of(), 3)).startsWith("no migration");
    }

    @Test
    void otherChildrensStepsDoNotCount() {
        assertThat(MigrationPath.find("other", 1, 3, BOTH_WAYS, 0)).isEmpty();
    }
}
