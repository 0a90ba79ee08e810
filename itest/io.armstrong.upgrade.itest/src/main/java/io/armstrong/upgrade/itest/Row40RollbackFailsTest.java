package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.HangsInStop;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenResumed;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Fault row 40: the new version cannot go on and cannot be stopped either. */
class Row40RollbackFailsTest extends Runtime {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @InjectService(timeout = 20_000)
    Store store;

    private final CountDownLatch open = new CountDownLatch(1);
    private Configuration configuration;

    @BeforeEach
    void shortDeadlines() throws Exception {
        System.getProperties().put(HangsInStop.class.getName(), open);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("stepMillis", 2_000L);
        configuration = configurations.getConfiguration("io.armstrong.upgrade", "?");
        configuration.update(properties);
        await().atMost(DEADLINE).until(() -> another() != null);
        upgrades = another();
    }

    private Upgrades another() {
        var reference = context.getServiceReference(Upgrades.class);
        Upgrades there = reference == null ? null : context.getService(reference);
        return there == upgrades ? null : there;
    }

    @AfterEach
    void letItStop() throws Exception {
        open.countDown();
        await().atMost(DEADLINE).until(() -> lifecycle.hung().isEmpty());
        configuration.delete();
        await().atMost(DEADLINE).until(() -> another() != null);
    }

    /** The file that the alarm names. */
    private static Path keptState(String alarm) {
        Matcher named = Pattern.compile("is kept in (\\S+\\.json)").matcher(alarm);
        assertThat(named.find()).as(alarm).isTrue();
        return Path.of(named.group(1));
    }

    @Test
    void theChildIsGivenUpAndBothJarsAreKept() throws Exception {
        install(counter(1));
        String old = store.bundle("test." + id).orElseThrow().current().sha256();
        call("add", "41");
        UpgradeReport report = upgrade(
                counter(2)
                        .implementedBy(ChildJar.COUNTER, ThrowsWhenResumed.class)
                        .activatedBy(HangsInStop.class),
                Options.NONE.directly());
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.reason()).contains("boom in resumed").contains("on the way back stop failed");
        assertThat(journal.entries(id, 100)).anySatisfy(entry -> assertThat(entry.event())
                .isInstanceOfSatisfying(ArmstrongEvent.AlarmSet.class, alarm -> {
                    assertThat(alarm.alarm()).isEqualTo("upgrade");
                    assertThat(alarm.text()).contains("it is isolated");
                    assertThat(keptState(alarm.text())).content().contains("\"count\":41");
                    assertThat(alarm.tryNext()).contains("sup:restore " + id);
                }));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.ISOLATED);
        assertThat(store.bundle("test." + id).orElseThrow().current().sha256()).isEqualTo(old);
        assertThat(store.jar(old)).exists();
        assertThat(store.history("test." + id)).hasSize(1).allSatisfy(json -> assertThat(json)
                .contains("\"outcome\":\"failed\""));
    }
}
