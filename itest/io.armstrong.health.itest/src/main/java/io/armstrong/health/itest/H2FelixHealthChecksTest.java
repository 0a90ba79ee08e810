package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.health.itest.child.Checked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectService;

/** Felix Health Checks both ways. */
class H2FelixHealthChecksTest extends Wards {
    @InjectService(timeout = 20_000)
    CommandProcessor commands;

    /** What Felix' own command prints. */
    private String exec(String tags) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CommandSession session = commands.createSession(new ByteArrayInputStream(new byte[0]), out, out)) {
            Object result = session.execute("hc:exec " + tags);
            session.getConsole().flush();
            return out.toString(StandardCharsets.UTF_8) + result;
        }
    }

    @Test
    void ourTreeAppearsInTheirs() throws Exception {
        plain("shown", "tier=critical");
        await().untilAsserted(() -> assertThat(exec("armstrong"))
                .contains("armstrong error-kernel")
                .contains("armstrong critical", "critical is healthy: 1 of 1 children healthy", "shown is up, healthy")
                .contains("armstrong normal", "armstrong peripheral")
                .contains("armstrong live", "armstrong ready", "armstrong startup"));
        get(supervision.stop("shown"));
        await().untilAsserted(() -> assertThat(exec("critical")).contains("CRITICAL", "critical is down"));
    }

    @Test
    void aCheckThatFlapsCrashesNobody() throws Exception {
        checked("flapping", "checkPeriod=50;checkFailures=30;checkWindow=30");
        await().until(() -> check("flapping").health() == HealthStatus.HEALTHY);
        says("flapping", "CRITICAL");
        await().until(() -> check("flapping").failures() > 0);
        says("flapping", "OK");
        await().until(() -> check("flapping").failures() == 0 || up("flapping").incarnation() > 1);
        assertThat(up("flapping").incarnation()).isOne();
    }

    @Test
    void aWarningDegradesAndCrashesNobody() throws Exception {
        checked("warned", "checkPeriod=50");
        says("warned", "WARN");
        await().until(() -> health("warned").health() == HealthStatus.DEGRADED);
        assertThat(health("warned").reason()).isEqualTo("check disk is degraded: WARN told so");
        assertThat(check("warned").failures()).isZero();
    }

    @Test
    void row12ACheckThatThrowsIsUnknownAndThenACrash() throws Exception {
        checked("throwing", "checkPeriod=300");
        says("throwing", "throw");
        CheckHealth first = await().until(() -> check("throwing"), check -> check.failures() == 1);
        assertThat(first.health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(first.result()).isEqualTo("threw java.lang.IllegalStateException: told to throw");
        await().until(() -> !supervision.why("throwing").decision().isEmpty());
        says("throwing", "OK");
        crashed("throwing", 1, CrashCause.HEALTH);
    }

    @Test
    void row12ACheckThatHangsIsUnknownAndThenACrashAndHoldsUpNoOther() throws Exception {
        checked("hanging", "checkPeriod=300;checkDeadline=100");
        checked("bystander", "checkPeriod=50");
        says("hanging", "hang");
        CheckHealth first = await().until(() -> check("hanging"), check -> check.failures() == 1);
        assertThat(first.health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(first.result()).isEqualTo("no answer within 100 ms");
        says("bystander", "WARN");
        await().until(() -> check("bystander").health() == HealthStatus.DEGRADED);
        await().until(() -> !supervision.why("hanging").decision().isEmpty());
        says("hanging", "OK");
        crashed("hanging", 1, CrashCause.HEALTH);
        assertThat(up("bystander").incarnation()).isOne();
    }

    @Test
    void aCheckFromElsewhereSpeaksForTheChildItIsTaggedWith() throws Exception {
        plain("tagged", "checkPeriod=50");
        plain("untouched", "checkPeriod=50");
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, "from outside");
        properties.put(HealthCheck.TAGS, new String[] {"tagged", "other"});
        says("tagged", "CRITICAL");
        ServiceRegistration<HealthCheck> registration =
                context.registerService(HealthCheck.class, new Checked.ByProperty("check.tagged"), properties);
        try {
            await().until(() -> !supervision.why("tagged").decision().isEmpty());
            says("tagged", "OK");
            crashed("tagged", 1, CrashCause.HEALTH);
            assertThat(up("untouched").incarnation()).isOne();
        } finally {
            registration.unregister();
        }
    }
}
