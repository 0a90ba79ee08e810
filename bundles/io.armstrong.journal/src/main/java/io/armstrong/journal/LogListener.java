package io.armstrong.journal;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.ArmstrongEvent.ChildExited;
import io.armstrong.api.ArmstrongEvent.ChildStartFailed;
import io.armstrong.api.ArmstrongEvent.Drifted;
import io.armstrong.api.ArmstrongEvent.Escalated;
import io.armstrong.api.ArmstrongEvent.SpecRefused;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Journal.Entry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Writes each entry as one line {@code #12 counter exited, ...} to the log service, logger {@code io.armstrong}: alarms always, of other
 * lines about one child {@link LineBudget#LINES} a second.
 */
@Component(property = JournalComponent.FROM_OLDEST + ":Boolean=true")
public final class LogListener implements Journal.Listener {
    private final Logger log;
    private final Levels levels;
    private final LineBudget budget = new LineBudget();

    /** Set up by DS. */
    @Activate
    public LogListener(@Reference LoggerFactory loggers) {
        log = loggers.getLogger("io.armstrong");
        levels = new Levels(log);
    }

    @Override
    public void recorded(Entry entry) {
        LogLevel level = level(entry.event());
        if (!levels.wants(level, entry.at())) return;
        if (level != LogLevel.ERROR) {
            LineBudget.Verdict verdict = budget.spend(entry.event().child(), entry.at());
            if (verdict.leftOut() > 0) log.warn("{}", leftOut(entry, verdict.leftOut()));
            if (!verdict.write()) return;
        }
        write(entry, level);
    }

    static String leftOut(Entry entry, long lines) {
        String child = Printable.line(entry.event().child());
        return lines + " lines about " + child + " suppressed; sup:events --child " + child + " shows them";
    }

    private void write(Entry entry, LogLevel level) {
        switch (level) {
            case ERROR -> log.error("{}", line(entry));
            case WARN -> log.warn("{}", line(entry));
            default -> log.info("{}", line(entry));
        }
    }

    static LogLevel level(ArmstrongEvent event) {
        if (event instanceof Escalated || event instanceof AlarmSet) return LogLevel.ERROR;
        if (event instanceof ChildExited exit) return exit.reason().abnormal() ? LogLevel.WARN : LogLevel.INFO;
        if (event instanceof ChildStartFailed || event instanceof Drifted || event instanceof SpecRefused)
            return LogLevel.WARN;
        return LogLevel.INFO;
    }

    static String line(Entry entry) {
        return "#" + entry.sequence() + " " + Printable.line(entry.event().sentence());
    }
}
