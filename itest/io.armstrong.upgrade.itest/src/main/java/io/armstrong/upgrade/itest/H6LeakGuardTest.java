package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Leaks;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.upgrade.itest.fixture.leak.KeepsServices;
import io.armstrong.upgrade.itest.fixture.leak.LeaksDriver;
import io.armstrong.upgrade.itest.fixture.leak.LeaksListener;
import io.armstrong.upgrade.itest.fixture.leak.LeaksMBean;
import io.armstrong.upgrade.itest.fixture.leak.LeaksShutdownHook;
import io.armstrong.upgrade.itest.fixture.leak.LeaksThread;
import io.armstrong.upgrade.itest.fixture.leak.LeaksThreadLocal;
import io.armstrong.upgrade.itest.fixture.leak.LeaksTimer;
import io.armstrong.upgrade.itest.fixture.leak.OffersService;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.test.common.annotation.InjectService;

/** Feature H6, invariant I30: old class loaders go, and what holds one that stays is named. 200 clean upgrades with armstrong.proof. */
class H6LeakGuardTest extends LeakRuntime {
    private static final int CLEAN = Boolean.getBoolean("armstrong.proof") ? 200 : 8;

    /** A child of its own that leaks like that, upgraded once. */
    private String upgraded(Class<?> activator) throws Exception {
        name();
        install(leaky("1.0.0", activator, ""));
        assertThat(upgrade(leaky("1.1.0", activator, "")).reason()).isEmpty();
        return id;
    }

    @InjectService(timeout = 20_000)
    Alarms alarms;

    private Bundle keeper() throws IOException, BundleException {
        Bundle keeper = context.installBundle(ChildJar.bundle("1.0.0", "test.keeper")
                .runs(KeepsServices.class)
                .write(folder.resolve("keeper.jar"))
                .toUri()
                .toString());
        keeper.start();
        return keeper;
    }

    @Test
    void eightOfEightAreNamed() throws Exception {
        Map<Class<?>, String> kinds = new LinkedHashMap<>();
        kinds.put(LeaksThread.class, "thread");
        kinds.put(LeaksThreadLocal.class, "thread-local");
        kinds.put(LeaksListener.class, "static");
        kinds.put(LeaksShutdownHook.class, "shutdown-hook");
        kinds.put(LeaksDriver.class, "jdbc-driver");
        kinds.put(LeaksMBean.class, "mbean");
        kinds.put(LeaksTimer.class, "timer");
        kinds.put(OffersService.class, "object");
        Bundle keeper = keeper();
        try {
            Map<String, Class<?>> children = new HashMap<>();
            for (Class<?> activator : kinds.keySet()) children.put(upgraded(activator), activator);
            children.forEach((child, activator) -> {
                await().alias(activator.getSimpleName()).atMost(NAMED).until(() -> !told(child)
                        .isEmpty());
                ArmstrongEvent.Leaked leaked = told(child).get(0);
                System.out.println("H6: " + leaked.sentence().replace(child, activator.getSimpleName()));
                assertThat(leaked.kind()).as(leaked.sentence()).isEqualTo(kinds.get(activator));
                assertThat(leaked.version()).isEqualTo("1.0.0");
                assertThat(leaked.hint()).isNotEmpty();
                assertThat(leaks().of(child)).singleElement().satisfies(leak -> assertThat(leak.blamed())
                        .isTrue());
            });
        } finally {
            keeper.uninstall();
        }
    }

    @Test
    void aRestartWithNewClassesAndAnUninstallAreLookedAtToo() throws Exception {
        Bundle bundle = install(leaky("1.0.0", LeaksThread.class, ";depth=classes"));
        done(supervision.restart(id));
        await().atMost(NAMED).until(() -> told(id).size() == 1);
        done(supervision.stop(id));
        bundle.uninstall();
        await().atMost(NAMED).until(() -> told(id).size() == 2);
        assertThat(told(id)).allMatch(leaked -> leaked.kind().equals("thread"));
    }

    private boolean equinox() {
        return "Eclipse".equals(context.getProperty(Constants.FRAMEWORK_VENDOR));
    }

    @Test
    void aCleanWorkerIsNeverBlamed() throws Exception {
        install(counter(1));
        String clean = id;
        for (int round = 0; round < CLEAN; round++) {
            UpgradeReport report = upgrade(counter(2).header("Bundle-Version", "2.0." + round));
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
        }
        String control = upgraded(LeaksThread.class);
        await().alias("a leak later than all of them").atMost(NAMED).until(() -> !told(control)
                .isEmpty());
        System.out.println("H6: " + CLEAN + " clean upgrades, told: " + told(clean));
        assertThat(alarms.list()).noneMatch(alarm -> alarm.child().equals(clean));
        assertThat(leaks().of(clean)).noneMatch(Leaks.Leak::blamed);
        assertThat(journal.entries(clean, Integer.MAX_VALUE))
                .noneMatch(entry -> entry.event() instanceof ArmstrongEvent.AlarmSet);
        assertThat(told(clean))
                .as("from references in the log Equinox leads to components that are gone; nobody else keeps anything")
                .allMatch(leaked -> equinox() && leaked.kind().equals("framework"));
    }
}
