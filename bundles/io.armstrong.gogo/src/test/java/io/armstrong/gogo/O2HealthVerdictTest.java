package io.armstrong.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildStatus;
import io.armstrong.core.health.RollUp;
import io.armstrong.gogo.TestShell.Said;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sup:health --watch --timeout} ends with the verdict: 0 healthy, 1 not, 5 when the time is over; the text is the same, watched or not. */
class O2HealthVerdictTest {
    private final SampleServices services = new SampleServices();

    /** The child is this, one after the other; then it stays the last. */
    private Said run(String line, ChildStatus... statuses) throws Exception {
        Deque<ChildStatus> coming = new ArrayDeque<>(List.of(statuses));
        services.health =
                () -> RollUp.of(Sample.treeWith(coming.size() > 1 ? coming.pop() : coming.getFirst()), Map.of(), true);
        try (TestShell shell = new TestShell(services)) {
            return shell.run(line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sup:health", "sup:health counter", "sup:health normal"})
    void healthyIsZero(String line) throws Exception {
        Said once = run(line, ChildStatus.UP);
        assertThat(once.exit()).isZero();
        assertThat(once.out()).endsWith("verdict: healthy, policy within\n");
        assertThat(run(line + " --watch", ChildStatus.UP)).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sup:health", "sup:health counter", "sup:health normal"})
    void whatNobodyWillMendIsOneAtOnce(String line) throws Exception {
        Said once = run(line, ChildStatus.ISOLATED);
        assertThat(once.exit()).isOne();
        assertThat(once.out()).contains("boom").endsWith(", policy broken\n");
        assertThat(run(line + " --watch --timeout 600000", ChildStatus.ISOLATED))
                .isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sup:health", "sup:health counter", "sup:health ready"})
    void whatIsMendedInTimeIsZero(String line) throws Exception {
        Said watched = run(line + " --watch", ChildStatus.RESTARTING, ChildStatus.STARTING, ChildStatus.UP);
        assertThat(watched.exit()).isZero();
        assertThat(watched.out()).isEqualTo(run(line, ChildStatus.UP).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sup:health", "sup:health counter"})
    void whatStillChangesWhenTheTimeIsOverIsFive(String line) throws Exception {
        Said once = run(line, ChildStatus.RESTARTING);
        Said watched = run(line + " --watch --timeout 250", ChildStatus.RESTARTING);
        assertThat(once.exit()).isOne();
        assertThat(watched.exit()).isEqualTo(5);
        assertThat(watched.out()).isEqualTo(once.out());
    }

    @Test
    void programsAreToldThatTheTimeWasOver() throws Exception {
        assertThat(run("sup:health --timeout 100 --json", ChildStatus.RESTARTING)
                        .out())
                .contains("\"health\":\"degraded\"", "\"timedOut\":true");
        assertThat(run("sup:health --json", ChildStatus.RESTARTING).out()).contains("\"timedOut\":false");
    }

    @Test
    void whomNobodyKnowsIsNotFound() throws Exception {
        Said said = run("sup:health countre", ChildStatus.UP);
        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.failure()).contains("did you mean counter?");
    }
}
