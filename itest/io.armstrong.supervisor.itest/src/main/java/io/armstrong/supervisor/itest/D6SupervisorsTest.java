package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import org.junit.jupiter.api.Test;

/** Decision D6: a supervisor that gives up too often is set aside like a child, and is brought back like one. */
class D6SupervisorsTest extends Trees {
    @Test
    void aSupervisorCanBeIsolatedExplainedAndRestored() throws Exception {
        supervisor("d6-sup", "tier=normal", "restart=permanent");
        echo("d6-a", "supervisor=d6-sup;policy=escalate");
        long before = up("d6-a").incarnation();
        supervision.crash("d6-a", "boom");
        upAfter("d6-a", before);
        await().until(() -> supervision.why("d6-sup").decision().equals("restart"));
        assertThat(supervision.why("d6-sup").policy()).isEqualTo("tier");
        assertThat(journal.entries("d6-a", 50))
                .anyMatch(entry -> entry.event() instanceof ArmstrongEvent.Escalated gaveUp
                        && gaveUp.supervisor().equals("d6-sup"));

        get(supervision.isolate("d6-sup"));
        await().until(() -> !supervisorIds().contains("d6-sup"));
        ChildReport back = get(supervision.restore("d6-sup"));
        assertThat(back.status()).isEqualTo(ChildStatus.UP);
        up("d6-a");
    }
}
