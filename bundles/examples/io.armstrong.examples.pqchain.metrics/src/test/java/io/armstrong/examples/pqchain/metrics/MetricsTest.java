package io.armstrong.examples.pqchain.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.examples.pqchain.api.MetricsCall.Count;
import io.armstrong.examples.pqchain.api.MetricsCall.Kind;
import io.armstrong.examples.pqchain.api.MetricsCall.Report;
import io.armstrong.testkit.Workbench;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Workbench bench = new Workbench().add("metrics", new Metrics());

    @Test
    void shouldAddUpByName() {
        cast("a", Kind.STATUS, 3);
        cast("b", Kind.STATUS, 2);
        cast("a", Kind.STATUS, 1);
        assertThat(report()).isEqualTo(new Report(Map.of("a", 4L, "b", 2L), Map.of()));
    }

    @Test
    void shouldDropWhatIsOverTheLimitOfItsKindAndSaySo() {
        for (int i = 0; i < 200; i++) cast("noise", Kind.DEBUG, 1);
        for (int i = 0; i < 200; i++) cast("artifact", Kind.ARTIFACT, 1);
        for (int i = 0; i < 200; i++) cast("status", Kind.STATUS, 1);
        assertThat(report())
                .isEqualTo(new Report(
                        Map.of("noise", 10L, "artifact", 100L, "status", 200L),
                        Map.of("DEBUG", 190L, "ARTIFACT", 100L)));
    }

    @Test
    void shouldListenAgainAsTimePasses() {
        for (int i = 0; i < 20; i++) cast("noise", Kind.DEBUG, 1);
        bench.advance(Duration.ofMillis(500));
        for (int i = 0; i < 20; i++) cast("noise", Kind.DEBUG, 1);
        assertThat(report().counters()).isEqualTo(Map.of("noise", 15L));
    }

    @Test
    void shouldBoundTheNumberOfNames() {
        for (int i = 0; i < Totals.MAX_NAMES + 50; i++) cast("n" + i, Kind.STATUS, 1);
        assertThat(report().counters()).hasSize(Totals.MAX_NAMES + 1).containsEntry(Totals.OTHER, 50L);
    }

    private void cast(String name, Kind kind, long by) {
        bench.cast("metrics", new Count(name, kind, by));
    }

    private Report report() {
        return (Report) bench.say("metrics", "report");
    }
}
