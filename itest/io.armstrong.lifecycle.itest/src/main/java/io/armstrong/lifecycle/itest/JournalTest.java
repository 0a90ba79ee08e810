package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Journal.Entry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** The journal tells listeners, the log service and Event Admin. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class JournalTest {
    private static final ArmstrongEvent ALARM = new AlarmSet("tester", "itest", "red \u001b[31mred\nforged", "nothing");

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Journal journal;

    @Test
    void tellsListenersInOrder() {
        List<Entry> told = new CopyOnWriteArrayList<>();
        context.registerService(Journal.Listener.class, told::add, null);
        for (int i = 0; i < 100; i++) journal.record(ALARM);
        await().until(() -> told.size() == 100);
        assertThat(told).isEqualTo(journal.entries("tester", 100));
        for (int i = 1; i < 100; i++)
            assertThat(told.get(i).sequence()).isEqualTo(told.get(i - 1).sequence() + 1);
    }

    @Test
    void postsEventsWithTheirDataAsProperties() {
        List<Event> posted = new CopyOnWriteArrayList<>();
        Map<String, Object> topics = Map.of(EventConstants.EVENT_TOPIC, "io/armstrong/*");
        context.registerService(EventHandler.class, posted::add, FrameworkUtil.asDictionary(topics));
        journal.record(ALARM);
        await().until(() -> !posted.isEmpty());
        assertThat(posted.get(0).getTopic()).isEqualTo("io/armstrong/alarm-set");
        assertThat(posted.get(0).getProperty("child")).isEqualTo("tester");
        assertThat(posted.get(0).getProperty("sequence")).isInstanceOf(Long.class);
    }

    /** Equinox brings a log service of its own: either may be the one that is written to. */
    @Test
    void logsOneLineWithoutControlCharacters() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        LogListener listener = entry -> lines.add(entry.getMessage());
        List<LogReaderService> readers = context.getServiceReferences(LogReaderService.class, null).stream()
                .map(context::getService)
                .toList();
        readers.forEach(reader -> reader.addLogListener(listener));
        try {
            journal.record(ALARM);
            await().until(() -> lines.stream()
                    .anyMatch(line -> line.endsWith(" alarm itest on tester: red [31mred forged; try: nothing")));
        } finally {
            readers.forEach(reader -> reader.removeLogListener(listener));
        }
    }
}
