package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Fault row 51: a flood of lines about one child is cut, and says by how much. */
class Row51LineBudgetTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final LineBudget budget = new LineBudget();

    private int written(String child, Instant at, int lines) {
        int written = 0;
        for (int i = 0; i < lines; i++) if (budget.spend(child, at).write()) written++;
        return written;
    }

    @Test
    void ofAFloodSoManyLinesASecondAreWritten() {
        assertThat(written("flood", NOON, 1_000)).isEqualTo(LineBudget.LINES);
        assertThat(written("calm", NOON, 5)).as("nobody else is cut").isEqualTo(5);
        assertThat(budget.spend("flood", NOON.plusSeconds(1))).isEqualTo(new LineBudget.Verdict(true, 980));
        assertThat(budget.spend("flood", NOON.plusSeconds(1))).isEqualTo(new LineBudget.Verdict(true, 0));
    }

    @Test
    void aClockThatIsSetBackSilencesNobodyForLong() {
        written("flood", NOON, 1_000);
        assertThat(budget.spend("flood", NOON.minusSeconds(3600)).write()).isTrue();
    }

    @Test
    void theCountOfChildrenIsBounded() {
        for (int i = 0; i < 100_000; i++)
            assertThat(budget.spend("child-" + i, NOON).write()).isTrue();
    }
}
