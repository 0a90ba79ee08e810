package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import io.armstrong.api.WhyReport;
import org.junit.jupiter.api.Test;

/** A missed heartbeat, a critical health check and a tripped memory guard are crashes, and the record names them. */
class R1CausesOfGuardsTest extends Wards {
    @Test
    void aBundleThatFallsSilentCrashesWithCauseHeartbeat() throws Exception {
        beating("beating", "heartbeat=900");
        long before = up("beating").incarnation();
        await().until(() -> up("beating").uptimeMillis() > 1200);
        assertThat(up("beating").incarnation()).isEqualTo(before);
        System.setProperty("silent.beating", "true");
        await().until(() -> !supervision.why("beating").decision().isEmpty());
        System.clearProperty("silent.beating");
        WhyReport why = crashed("beating", before, CrashCause.HEARTBEAT);
        assertThat(why.cause().text()).isEqualTo("no heartbeat for more than 900 ms");
        assertThat(why.decision()).isEqualTo("restart");
    }

    @Test
    void aWorkerThatNeverBeatsCrashesWithCauseHeartbeatThoughItHangsInAHandler() throws Exception {
        greedy("mute", "heartbeat=200");
        tell("mute", "block");
        assertThat(crashed("mute", 1, CrashCause.HEARTBEAT).cause().text())
                .isEqualTo("no heartbeat for more than 200 ms");
    }

    @Test
    void aCriticalCheckIsACrashWithCauseHealth() throws Exception {
        checked("sick", "checkPeriod=50");
        long before = up("sick").incarnation();
        says("sick", "CRITICAL");
        await().until(() -> !supervision.why("sick").decision().isEmpty());
        says("sick", "OK");
        assertThat(crashed("sick", before, CrashCause.HEALTH).cause().text())
                .startsWith("health check disk failed 2 of the last 3 times: CRITICAL told so");
    }

    @Test
    void aGreedyWorkerCrashesWithCauseMemory() throws Exception {
        greedy("greedy", "memory=20000000");
        tell("greedy", "allocate", 32);
        assertThat(crashed("greedy", 1, CrashCause.MEMORY).cause().text())
                .matches("allocated \\d{8} bytes, of 20000000 allowed in 60000 ms");
    }
}
