package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row S4: a leaf that crashes again and again climbs one level for each budget it uses up. */
class S4NestedSupervisorsTest extends Trees {
    @Test
    void aLeafStormClimbsOneLevelPerExhaustedBudget() throws Exception {
        supervisor("s4-top", "tier=normal", "intensity=1", "period=60000");
        supervisor("s4-mid", "supervisor=s4-top", "intensity=1", "period=60000");
        supervisor("s4-low", "supervisor=s4-mid", "intensity=1", "period=60000");
        echo("s4-leaf", "supervisor=s4-low");
        up("s4-leaf");
        long from = last();
        for (int crash = 1; crash <= 7; crash++) crashAndBack("s4-leaf");
        assertThat(escalations(from))
                .containsExactly(
                        "s4-low over s4-leaf", "s4-low over s4-leaf", "s4-mid over s4-low", "s4-low over s4-leaf");
        assertThat(supervisorIds()).contains("s4-top", "s4-mid", "s4-low");
        long before = up("s4-leaf").incarnation();
        supervision.crash("s4-leaf", "boom");
        await().until(() -> escalations(from).contains("s4-top over s4-mid"));
        upAfter("s4-leaf", before);
    }

    private long last() {
        List<Journal.Entry> entries = journal.entries("", 1);
        return entries.isEmpty() ? 0 : entries.get(0).sequence();
    }

    private List<String> escalations(long from) {
        return journal.entries("", 1000).stream()
                .filter(entry -> entry.sequence() > from)
                .map(Journal.Entry::event)
                .filter(ArmstrongEvent.Escalated.class::isInstance)
                .map(ArmstrongEvent.Escalated.class::cast)
                .map(event -> event.supervisor() + " over " + event.child())
                .toList();
    }
}
