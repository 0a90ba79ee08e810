package io.armstrong.health;

import io.armstrong.api.ExitReason;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.spi.Guarding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The health checks of all children. Added and removed on any thread, looked at by the watch. */
public final class Checks implements AutoCloseable, CheckedChild.Seats {
    /** Checks that run at a time; one more waits for the next look. */
    private static final int AT_A_TIME = 64;
    /** How often it is asked whom a check speaks for. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Guarding guarding;
    private final Semaphore seats = new Semaphore(AT_A_TIME);
    private final ConcurrentHashMap<Check, Known> known = new ConcurrentHashMap<>();

    Checks(Guarding guarding) {
        this.guarding = guarding;
    }

    /** A check has come. */
    public void add(Check check) {
        known.put(check, new Known(check));
    }

    /** A check has gone. */
    public void remove(Check check) {
        known.remove(check);
    }

    /** Whether there is a child of that id. */
    public boolean isChild(String id) {
        return guarding.ward(id).isPresent();
    }

    /** Ids of the children in that bundle. */
    public List<String> childrenIn(long bundleId) {
        return guarding.hostedBy(bundleId);
    }

    /** Starts what is due, counts what has answered, and has those children crash whose checks failed too often. */
    void look(long now) {
        for (Known check : known.values()) check.look(now);
    }

    /** What is known of each child that has checks, by name of the check. */
    Map<String, List<CheckHealth>> reports() {
        Map<String, List<CheckHealth>> reports = new HashMap<>();
        for (Known check : known.values())
            check.children.forEach((id, child) -> {
                CheckHealth health = child.health();
                if (health != null)
                    reports.computeIfAbsent(id, key -> new ArrayList<>()).add(health);
            });
        reports.values().forEach(list -> list.sort(Comparator.comparing(CheckHealth::name)));
        return reports;
    }

    @Override
    public boolean take() {
        return seats.tryAcquire();
    }

    @Override
    public void giveBack() {
        seats.release();
    }

    @Override
    public void close() {
        known.values().forEach(check -> check.children.values().forEach(CheckedChild::end));
        known.clear();
    }

    /** A check and the children it speaks for. */
    private final class Known {
        private final Check check;
        private final Map<String, CheckedChild> children = new ConcurrentHashMap<>();
        private long askAt;
        private boolean asked;

        Known(Check check) {
            this.check = check;
        }

        private void look(long now) {
            if (!asked || now - askAt >= 0) ask(now);
            children.forEach((id, child) -> guarding.ward(id).ifPresent(ward -> look(child, ward, now)));
        }

        private void ask(long now) {
            asked = true;
            askAt = now + ASK_AGAIN_NANOS;
            Set<String> ids = check.children();
            children.keySet().retainAll(ids);
            ids.forEach(id -> children.computeIfAbsent(id, key -> new CheckedChild(check, Checks.this)));
        }

        private void look(CheckedChild child, Guarding.Ward ward, long now) {
            ExitReason.Crashed why = child.look(ward, now);
            if (why != null) guarding.trip(ward.id(), ward.incarnation(), why);
        }
    }
}
