package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Decision D6: a supervisor that gives up too often is set aside like a child, and is brought back like one. */
class D6SupervisorsTest extends Trees {
    @InjectService(timeout = 20_000)
    Alarms alarms;

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

    /** Nobody owns this process, so the root degrades: an alarm, and what runs is kept. */
    @Test
    void aRootThatDegradesKeepsWhatRunsUntilTheTierIsRestoredByHand() throws Exception {
        plain("d6-kernel", "tier=error-kernel;policy=escalate");
        plain("d6-normal", "tier=normal");
        long normal = up("d6-normal").incarnation();
        long kernel = up("d6-kernel").incarnation();
        supervision.crash("d6-kernel", "boom");
        upAfter("d6-kernel", kernel);
        long kept = upAfter("d6-normal", normal).incarnation();

        supervision.crash("d6-kernel", "boom");
        await().until(() -> tier("error-kernel") == ChildStatus.FAILED);
        await().until(() -> supervision.why("error-kernel").next().equals("sup:restore error-kernel"));
        Alarm alarm = await().until(
                        () -> alarms.list().stream()
                                .filter(one -> one.alarm().equals("root-escalation"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(alarm.child()).isEqualTo("error-kernel");
        assertThat(alarm.text()).contains("degrades");
        assertThat(supervision.status("d6-normal").incarnation()).isEqualTo(kept);
        assertThat(status("d6-normal")).isEqualTo(ChildStatus.UP);

        get(supervision.restore("error-kernel"));
        up("d6-kernel");
        await().until(() -> tier("error-kernel") == ChildStatus.UP);
        await().until(() -> alarms.list().stream().noneMatch(one -> one.alarm().equals("root-escalation")));
        up("d6-normal");
    }

    private ChildStatus tier(String id) {
        return supervision.tree().supervisors().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow()
                .status();
    }
}
