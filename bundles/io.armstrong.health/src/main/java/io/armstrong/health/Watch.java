package io.armstrong.health;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every 50 ms at the children that are under guard and at the checks that are due. Its cost grows with these alone. Looking
 * waits for nobody: checks run on threads of their own.
 */
final class Watch implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Guarding guarding;
    private final Beats beats;
    private final Checks checks;
    private final OpenFilesWatch openFiles;
    private final Clock clock;
    private final Journal journal;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "armstrong-health");
        made.setDaemon(true);
        return made;
    });
    /** Of the watch's thread. */
    private final Map<String, GuardedChild> children = new HashMap<>();

    Watch(Guarding guarding, Beats beats, Checks checks, OpenFilesWatch openFiles, Clock clock, Journal journal) {
        this.guarding = guarding;
        this.beats = beats;
        this.checks = checks;
        this.openFiles = openFiles;
        this.clock = clock;
        this.journal = journal;
    }

    void begin() {
        thread.scheduleWithFixedDelay(this::lookSafely, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The next look must come, whatever this one met. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            journal.record(new ArmstrongEvent.AlarmSet("health", "internal-error", String.valueOf(e), "sup:events"));
        }
    }

    private void look() {
        long now = clock.nanos();
        List<Guarding.Ward> wards = guarding.wards();
        for (Guarding.Ward ward : wards) look(ward, now);
        if (children.size() > wards.size()) forgetOthers(wards);
        checks.look(now);
        openFiles.look(now);
    }

    private void look(Guarding.Ward ward, long now) {
        GuardedChild child = children.computeIfAbsent(ward.id(), id -> new GuardedChild(beats));
        ExitReason.Crashed why = child.look(ward, now);
        if (why != null) guarding.trip(ward.id(), ward.incarnation(), why);
    }

    private void forgetOthers(List<Guarding.Ward> wards) {
        Set<String> known = new HashSet<>();
        wards.forEach(ward -> known.add(ward.id()));
        children.keySet().removeIf(id -> {
            if (known.contains(id)) return false;
            beats.forget(id);
            return true;
        });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
