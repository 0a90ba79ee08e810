package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.osgi.service.cm.Configuration;
import org.osgi.test.common.annotation.InjectService;

/** Fault row 50: open files and sockets that grow too fast are an alarm that names what is known. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the JVM does not count open files there")
class OpenFilesTest extends Wards {
    private static final int SOCKETS = 100;

    @InjectService(timeout = 20_000)
    Journal journal;

    private Configuration strict;

    /** Of others' events too: the alarm is of the process. */
    private <T extends ArmstrongEvent> Optional<T> told(Class<T> kind) {
        return journal.entries("health", 1000).stream()
                .map(Journal.Entry::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((earlier, later) -> later);
    }

    @BeforeEach
    void lookOften() throws Exception {
        strict = configurations.getConfiguration("io.armstrong.health", "?");
        strict.update(new Hashtable<>(Map.of("openFilesGrowth", 200L, "openFilesPeriodMillis", 50L)));
    }

    @AfterEach
    void lookSeldom() throws Exception {
        strict.delete();
    }

    @Test
    void row50GrowthIsAnAlarmThatNamesWhoHoldsWhatAndEndsWithIt() throws Exception {
        greedy("opener", "restart=permanent");
        long incarnation = up("opener").incarnation();
        await().pollInterval(Duration.ofSeconds(1)).until(() -> {
            for (int i = 0; i < 3; i++) tell("opener", "open", SOCKETS); // again if nobody had counted before
            return told(ArmstrongEvent.AlarmSet.class).isPresent();
        });
        ArmstrongEvent.AlarmSet alarm = told(ArmstrongEvent.AlarmSet.class).orElseThrow();
        assertThat(alarm.alarm()).isEqualTo("open-files");
        assertThat(alarm.text())
                .containsPattern("\\d+ files and sockets are open, \\d+ more than within the last minute")
                .containsPattern("held through contexts: opener \\d+")
                .containsPattern("callbacks meanwhile: .*opener \\d+");
        if (OS.LINUX.isCurrentOs()) assertThat(alarm.text()).containsPattern("socket \\d{3,}");
        supervision.crash("opener", "boom");
        upAfter("opener", incarnation);
        await().until(() -> told(ArmstrongEvent.AlarmCleared.class).isPresent());
    }
}
