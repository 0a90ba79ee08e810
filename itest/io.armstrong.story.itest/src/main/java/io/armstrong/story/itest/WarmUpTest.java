package io.armstrong.story.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** A runtime that is up exercises its own code, beside the children it runs; nothing of that is seen but that it is done. */
class WarmUpTest extends Chain {
    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    Alarms alarms;

    @Test
    void isToldWhenItIsOverAndLeavesNothingBehind() {
        await().atMost(LONG).untilAsserted(() -> assertThat(events())
                .filteredOn(ArmstrongEvent.WarmedUp.class::isInstance)
                .extracting(ArmstrongEvent::child)
                .contains("armstrong", "upgrade"));

        assertThat(events()).noneMatch(event -> event.child().startsWith("crew"));
        assertThat(alarms.list()).extracting(Alarm::alarm).doesNotContain("internal-error");
        await().atMost(LONG).untilAsserted(() -> assertThat(threads())
                .doesNotContain("armstrong-warm-up", "armstrong-upgrade-practice", "armstrong-practice-of-upgrades"));
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    private List<ArmstrongEvent> events() {
        return journal.entries("", Integer.MAX_VALUE).stream()
                .map(Journal.Entry::event)
                .toList();
    }
}
