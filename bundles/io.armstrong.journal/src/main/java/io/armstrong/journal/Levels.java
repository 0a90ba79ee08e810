package io.armstrong.journal;

import java.time.Duration;
import java.time.Instant;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;

/**
 * The levels that the log wants, asked again after {@link #KNOWN_FOR}: to ask it costs more than to record what is asked about. Of the
 * teller's thread.
 */
final class Levels {
    /** So long a line may still be written, or left out, after the log's configuration has changed. */
    static final Duration KNOWN_FOR = Duration.ofMillis(100);

    private final Logger log;
    private Instant from = Instant.MAX;
    private Instant until = Instant.MIN;
    private boolean warn;
    private boolean info;

    Levels(Logger log) {
        this.log = log;
    }

    /** Whether a line of that level is written. @param now when what it says was recorded: a time that others count in, and no look at the clock */
    boolean wants(LogLevel level, Instant now) {
        if (level == LogLevel.ERROR) return log.isErrorEnabled();
        if (now.isBefore(from) || !now.isBefore(until)) ask(now);
        return level == LogLevel.WARN ? warn : info;
    }

    private void ask(Instant now) {
        from = now;
        until = now.plus(KNOWN_FOR);
        warn = log.isWarnEnabled();
        info = log.isInfoEnabled();
    }
}
