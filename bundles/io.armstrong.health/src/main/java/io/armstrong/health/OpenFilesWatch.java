package io.armstrong.health;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Guarding.Activity;
import io.armstrong.api.spi.Journal;
import io.armstrong.core.health.Growth;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sets an alarm when the open files and sockets of the process grow too fast (fault row 50). Whose they are nobody knows, so it names
 * what is known: the kinds, who holds resources through its context, and who did something meanwhile. Of the watch's thread.
 */
final class OpenFilesWatch {
    static final String ALARM = "open-files";

    private static final String SUBJECT = "health";
    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Children that are named for one reason. */
    private static final int MOST_NAMED = 5;

    private final HealthConfig config;
    private final OpenFiles files;
    private final Guarding guarding;
    private final Journal journal;
    private final Growth growth = new Growth(WINDOW.toNanos());
    /** What children had done when nothing had grown for the last time but one: a callback that opens may have begun since then. */
    private Map<String, Activity> before = new HashMap<>();

    private Map<String, Activity> latest = new HashMap<>();

    private boolean begun;
    private long next;
    private boolean alarmed;

    OpenFilesWatch(HealthConfig config, OpenFiles files, Guarding guarding, Journal journal) {
        this.config = config;
        this.files = files;
        this.guarding = guarding;
        this.journal = journal;
    }

    /** Counts when it is time to. */
    void look(long now) {
        if (config.openFilesGrowth() <= 0 || begun && now - next < 0) return;
        begun = true;
        next = now + Duration.ofMillis(config.openFilesPeriodMillis()).toNanos();
        long count = files.count();
        if (count != OpenFiles.UNKNOWN) counted(count, growth.of(count, now));
    }

    private void counted(long count, long more) {
        if (more >= config.openFilesGrowth()) {
            if (!alarmed) alarm(count, more);
            alarmed = true;
            return;
        }
        if (more == 0) {
            before = latest;
            latest = byId(guarding.activities());
        }
        if (!alarmed) return;
        alarmed = false;
        journal.record(new ArmstrongEvent.AlarmCleared(
                SUBJECT, ALARM, count + " are open, " + more + " more than a minute ago"));
    }

    private void alarm(long count, long more) {
        List<Activity> now = guarding.activities();
        String kinds = files.kinds();
        journal.record(new ArmstrongEvent.AlarmSet(
                SUBJECT,
                ALARM,
                count + " files and sockets are open, " + more + " more than within the last minute"
                        + (kinds.isEmpty() ? "" : " (" + kinds + ")") + named("held through contexts", now, held())
                        + named("callbacks meanwhile", now, this::callbacks)
                        + "; plain bundles and what is opened past ctx.closeAtEnd are not told apart",
                "open through ctx.closeAtEnd; lsof -p "
                        + ProcessHandle.current().pid() + " shows each"));
    }

    private static Function<Activity, Long> held() {
        return child -> (long) child.resources();
    }

    /** Since nothing had grown; all of them where it was restarted since. */
    private long callbacks(Activity child) {
        Activity then = before.get(child.id());
        if (then == null || then.incarnation() != child.incarnation()) return child.callbacks();
        return child.callbacks() - then.callbacks();
    }

    private static String named(String what, List<Activity> children, Function<Activity, Long> number) {
        String names = children.stream()
                .filter(child -> number.apply(child) > 0)
                .sorted(Comparator.comparing(number).reversed())
                .limit(MOST_NAMED)
                .map(child -> child.id() + " " + number.apply(child))
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; " + what + ": " + names;
    }

    private static Map<String, Activity> byId(List<Activity> children) {
        Map<String, Activity> map = new HashMap<>();
        children.forEach(child -> map.put(child.id(), child));
        return map;
    }
}
