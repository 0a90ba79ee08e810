package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;

class LogOnStandardErrorTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Log log = new Log();
    private final LogOnStandardError told = new LogOnStandardError();

    @BeforeEach
    void read() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leave() {
        System.setErr(before);
    }

    @Test
    void tellsWarningsAndErrorsOfOurs() throws Throwable {
        told.listen(log);
        log.entry("io.armstrong", LogLevel.INFO, "one");
        log.entry("io.armstrong.supervisor", LogLevel.WARN, "two");
        log.entry("Events.Bundle.io.armstrong.face", LogLevel.ERROR, "three");
        log.entry("io.armstrong", LogLevel.ERROR, "four");
        assertThat(written.toString(StandardCharsets.UTF_8).lines()).containsExactly("WARN two", "ERROR four");
    }

    @Test
    void silentItListensNoMore() throws Throwable {
        told.listen(log);
        LogListener listener = log.listeners.get(0);
        told.fallSilent();
        assertThat(log.listeners).isEmpty();
        listener.logged(entry("io.armstrong", LogLevel.ERROR, "on its way"));
        assertThat(written.size()).isZero();
    }

    private static LogEntry entry(String logger, LogLevel level, String message) {
        return (LogEntry) Proxy.newProxyInstance(
                LogEntry.class.getClassLoader(),
                new Class<?>[] {LogEntry.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getLoggerName" -> logger;
                    case "getLogLevel" -> level;
                    case "getMessage" -> message;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** What is asked of a {@code LogReaderService}. */
    public static final class Log {
        private final List<LogListener> listeners = new ArrayList<>();

        public void addLogListener(LogListener listener) {
            listeners.add(listener);
        }

        public void removeLogListener(LogListener listener) {
            listeners.remove(listener);
        }

        private void entry(String logger, LogLevel level, String message) {
            listeners.forEach(listener -> listener.logged(LogOnStandardErrorTest.entry(logger, level, message)));
        }
    }
}
