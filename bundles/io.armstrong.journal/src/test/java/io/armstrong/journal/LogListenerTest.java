package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.ChildExited;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Journal.Entry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** What the log's level does not want costs next to nothing, and is not missed. */
class LogListenerTest {
    private static final ArmstrongEvent CRASH =
            new ChildExited("counter", "normal", 3, ExitReason.Crashed.explicit("boom"));
    private static final ArmstrongEvent END = new ChildExited("counter", "normal", 3, ExitReason.SHUTDOWN);

    private final List<String> lines = new ArrayList<>();
    private LogLevel level = LogLevel.WARN;
    private int asked;
    private long sequence;

    private final Logger log = (Logger)
            Proxy.newProxyInstance(Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (self, call, args) -> {
                String name = call.getName();
                if (!name.startsWith("is")) return lines.add(name + " " + args[1]) ? null : null;
                asked++;
                return level.implies(
                        LogLevel.valueOf(name.replaceAll("is|Enabled", "").toUpperCase()));
            });

    private final LogListener listener = new LogListener((LoggerFactory) Proxy.newProxyInstance(
            Logger.class.getClassLoader(), new Class<?>[] {LoggerFactory.class}, (self, call, args) -> log));

    private void record(ArmstrongEvent event, long millis) {
        listener.recorded(new Entry(++sequence, Instant.ofEpochMilli(millis), event));
    }

    @Test
    void whatIsNotWantedIsNotWrittenAndSpendsNoBudget() {
        for (int i = 0; i < 1_000; i++) record(END, 1);
        record(CRASH, 2);
        assertThat(lines).containsExactly("warn #1001 counter exited, incarnation 3: boom");
    }

    @Test
    void theLogIsAskedOnceInAWhile() {
        for (int i = 0; i < 1_000; i++) record(END, i);
        assertThat(asked).isEqualTo(2 * 10);
    }

    @Test
    void whatIsConfiguredLaterHoldsFromTheNextLookOn() {
        record(END, 1);
        level = LogLevel.INFO;
        record(END, 100);
        assertThat(lines).isEmpty();
        record(END, 101);
        assertThat(lines).containsExactly("info #3 counter exited, incarnation 3: shutdown");
        level = LogLevel.ERROR;
        record(CRASH, 201);
        assertThat(lines).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackIsNoReasonToKeepAnOldLevel() {
        record(END, 1_000_000);
        level = LogLevel.INFO;
        record(END, 10);
        assertThat(lines).hasSize(1);
    }

    @Test
    void ofAFloodItIsSaidHowMuchWasLeftOut() {
        for (int i = 0; i < 100; i++) record(CRASH, 5);
        record(CRASH, 2_000);
        assertThat(lines)
                .hasSize(LineBudget.LINES + 2)
                .contains("warn 80 lines about counter suppressed; sup:events --child counter shows them");
    }
}
