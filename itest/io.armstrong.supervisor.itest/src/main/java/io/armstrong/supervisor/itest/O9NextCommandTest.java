package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ChildStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Row O9: an alarm names the next command to type, and that command ends it. */
class O9NextCommandTest extends Trees {
    @InjectService(timeout = 20_000)
    Alarms alarms;

    private Optional<Alarm> alarm(String child, String name) {
        return alarms.list().stream()
                .filter(one -> one.child().equals(child) && one.alarm().equals(name))
                .findFirst();
    }

    @Test
    void anIsolationIsAnAlarmUntilTheChildIsRestored() throws Exception {
        echo("o9", "tier=normal;policy=isolate");
        up("o9");
        supervision.crash("o9", "boom");
        await().until(() -> status("o9") == ChildStatus.ISOLATED);
        await().until(() -> alarm("o9", "isolated").isPresent());
        assertThat(alarm("o9", "isolated").orElseThrow().tryNext()).isEqualTo("sup:restore o9");
        get(supervision.restore("o9"));
        await().until(() -> alarm("o9", "isolated").isEmpty());
    }
}
