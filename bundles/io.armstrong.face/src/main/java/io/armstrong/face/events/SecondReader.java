package io.armstrong.face.events;

import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;

/** A log reader as one bundle has it: knows who listens through it, since Event Admin does not take its listener back. */
final class SecondReader implements LogReaderService, AutoCloseable {
    private final LogReaderService first;
    private final List<LogListener> through = new CopyOnWriteArrayList<>();

    SecondReader(LogReaderService first) {
        this.first = first;
    }

    @Override
    public void addLogListener(LogListener listener) {
        through.add(listener);
        first.addLogListener(listener);
    }

    @Override
    public void removeLogListener(LogListener listener) {
        through.remove(listener);
        first.removeLogListener(listener);
    }

    @Override
    public Enumeration<LogEntry> getLog() {
        return first.getLog();
    }

    /** Its bundle no longer has it. */
    @Override
    public void close() {
        through.forEach(first::removeLogListener);
        through.clear();
    }
}
