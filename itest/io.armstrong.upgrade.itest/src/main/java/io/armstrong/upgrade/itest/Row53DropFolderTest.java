package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ChildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Hashtable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Fault row 53 and issue line "drop folder": what is put there is upgraded to, once it is whole, and from a copy. */
class Row53DropFolderTest extends Runtime {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @InjectService(timeout = 20_000)
    Alarms alarms;

    private Path deploy;
    private Configuration configuration;

    @BeforeEach
    void open() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwxr-xr-x"));
        configuration = configurations.getConfiguration("io.armstrong.upgrade.drop", "?");
        Hashtable<String, Object> values = new Hashtable<>();
        values.put("folder", deploy.toString());
        values.put("periodMillis", 50L);
        configuration.update(values);
    }

    @AfterEach
    void shut() throws IOException {
        configuration.delete();
    }

    /** Written aside and renamed, as one should. */
    private Path drop(ChildJar jar, String name) throws IOException {
        Path part = jar.write(deploy.resolve(name + ".part"));
        return Files.move(part, deploy.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private Stream<Alarm> alarm(String about) {
        return alarms.list().stream()
                .filter(alarm -> alarm.alarm().equals("drop") && alarm.child().equals(about));
    }

    @Test
    void aJarPutThereIsUpgradedToWithItsState() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "4");

        drop(counter(2), "counter.jar");

        await().atMost(DEADLINE).until(() -> upgrades.history(id).size() == 1);
        serves(bundle, "2.0.0", 4);
    }

    @Test
    void whatIsSwappedAfterItWasTakenChangesNothing() throws Exception {
        Bundle bundle = install(counter(1));
        Path jar = drop(counter(2), "counter.jar");
        await().atMost(DEADLINE)
                .until(() -> upgrades.history(id).size() == 1 || report().status() == ChildStatus.UPGRADING);

        Files.writeString(jar, "something else");

        await().atMost(DEADLINE).until(() -> upgrades.history(id).size() == 1);
        serves(bundle, "2.0.0", 0);
        await().atMost(DEADLINE).until(() -> alarm("counter.jar").findAny().isPresent());
        assertThat(alarm("counter.jar")).singleElement().satisfies(alarm -> assertThat(alarm.text())
                .contains("no readable jar"));
        assertThat(report().version()).isEqualTo("2.0.0");
    }

    @Test
    void aRefusedJarIsAnAlarmWithTheNextCommandAndIsTriedOnce() throws Exception {
        install(counter(2));

        drop(counter(1), "older.jar");

        await().atMost(DEADLINE).until(() -> alarm(id).findAny().isPresent());
        assertThat(alarm(id)).singleElement().satisfies(alarm -> {
            assertThat(alarm.text()).contains("older.jar", "refused");
            assertThat(alarm.tryNext()).contains("sup:upgrade " + id, "--plan");
        });
        assertThat(report().version()).isEqualTo("2.0.0");
    }

    @Test
    void aFolderThatOthersMayWriteIsRefusedUntilItIsOursAlone() throws Exception {
        install(counter(1));
        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwxrwxrwx"));
        await().atMost(DEADLINE).until(() -> alarm(deploy.toString()).findAny().isPresent());
        drop(counter(2), "counter.jar");

        assertThat(alarm(deploy.toString())).singleElement().satisfies(alarm -> assertThat(alarm.tryNext())
                .isEqualTo("chmod go-w " + deploy));
        assertThat(upgrades.history(id)).isEmpty();
        assertThat(report().version()).isEqualTo("1.0.0");

        Files.setPosixFilePermissions(deploy, PosixFilePermissions.fromString("rwxr-xr-x"));
        await().atMost(DEADLINE).until(() -> upgrades.history(id).size() == 1);
        await().atMost(DEADLINE).until(() -> alarm(deploy.toString()).findAny().isEmpty());
    }

    @Test
    void linksAndBundlesOfNobodyAreNotTaken() throws Exception {
        install(counter(1));
        Path elsewhere = counter(2).write(folder.resolve("elsewhere.jar"));
        Files.createSymbolicLink(deploy.resolve("link.jar"), elsewhere);
        drop(ChildJar.bundle("1.0.0", "nobody." + id), "nobody.jar");

        await().atMost(DEADLINE).until(() -> alarm("nobody.jar").findAny().isPresent());
        assertThat(report().version()).isEqualTo("1.0.0");
        assertThat(upgrades.history(id)).isEmpty();
    }
}
