package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.SetPhase;
import io.armstrong.core.upgrade.UpgradePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    /** The lists in the readme, of steps and of a set's phases, are those in code, word for word, the point of no return where it is. */
    @Test
    void theReadmeListsTheStepsOfTheCode() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("readme.md")).stream()
                .filter(line -> line.startsWith("| `") || line.startsWith("| --"))
                .toList();
        UpgradePlan plan = UpgradePlan.twin(true);
        List<String> expected = new ArrayList<>();
        for (PlanStep step : plan.steps()) {
            expected.add("| `" + step.text() + "` | " + step.promise() + " |");
            if (step == plan.pointOfNoReturn()) expected.add("| -- | **point of no return** |");
        }
        for (SetPhase phase : SetPhase.forward()) {
            expected.add("| `" + phase.text() + "` | " + phase.promise() + " |");
            if (phase == SetPhase.COMMIT) expected.add("| -- | **point of no return** |");
        }
        assertThat(listed).containsExactlyElementsOf(expected);
    }

    @Test
    void andThoseOfTheOtherWays() throws IOException {
        String readme = Files.readString(Path.of("readme.md")).replaceAll("\\s+", " ");
        for (UpgradePlan plan : List.of(UpgradePlan.direct(true), UpgradePlan.cold()))
            assertThat(readme)
                    .contains(plan.steps().stream()
                            .map(step -> "`" + step.text() + "`")
                            .collect(java.util.stream.Collectors.joining(" ")));
    }
}
