package io.armstrong.supervisor.alarm;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The alarms that last, kept from what the journal tells. What it sets and clears by itself it records there, once each: what
 * happens again is only counted. Guarded by itself.
 */
public final class AlarmBoard implements Alarms, Journal.Listener {
    /** A child does not start because its bundle holds other code than the store wants; over when it is up. */
    public static final String OTHER_CODE = "other-code";

    private static final int MOST = 1000;
    /** Children whose last restart is remembered, to tell a flapping one from one that crashed once. */
    private static final int REMEMBERED = 10_000;

    private final Journal journal;
    private final Timers timers;
    private final AlarmRules rules = new AlarmRules(this);
    private final Map<Key, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, Long> restarts = new LinkedHashMap<>();
    /** What it recorded itself and will hear again. */
    private final Set<ArmstrongEvent> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private long heard;
    private Instant now = Instant.EPOCH;

    private record Key(String child, String alarm) {}

    public AlarmBoard(Journal journal, Timers timers) {
        this.journal = journal;
        this.timers = timers;
    }

    /** Takes in what was recorded before it was a listener. */
    public synchronized void catchUp() {
        journal.entries("", Integer.MAX_VALUE).forEach(this::recorded);
    }

    @Override
    public synchronized void recorded(Journal.Entry entry) {
        if (entry.sequence() <= heard) return;
        heard = entry.sequence();
        now = entry.at();
        ArmstrongEvent event = entry.event();
        if (own.remove(event)) return;
        if (event instanceof ArmstrongEvent.AlarmSet e) put(e.child(), e.alarm(), e.text(), e.tryNext());
        else if (event instanceof ArmstrongEvent.AlarmCleared e) alarms.remove(new Key(e.child(), e.alarm()));
        else rules.apply(event);
    }

    /** Sets it; recorded unless it lasts already. */
    synchronized void set(String child, String alarm, String text, String tryNext) {
        if (put(child, alarm, text, tryNext)) tell(new ArmstrongEvent.AlarmSet(child, alarm, text, tryNext));
    }

    /** @return whether it is new */
    private boolean put(String child, String alarm, String text, String tryNext) {
        Key key = new Key(child, alarm);
        Alarm there = alarms.get(key);
        if (there == null) makeRoom();
        alarms.put(
                key,
                there == null
                        ? new Alarm(child, alarm, text, tryNext, 1, now, now, false)
                        : new Alarm(
                                child,
                                alarm,
                                text,
                                tryNext,
                                there.count() + 1,
                                there.first(),
                                now,
                                there.acknowledged()));
        return there == null;
    }

    private void makeRoom() {
        if (alarms.size() < MOST) return;
        Key oldest = alarms.values().stream()
                .filter(Alarm::acknowledged)
                .findFirst()
                .map(alarm -> new Key(alarm.child(), alarm.alarm()))
                .orElseGet(() -> alarms.keySet().iterator().next());
        alarms.remove(oldest);
    }

    /** These of that child are over; nothing where there are none. */
    synchronized void over(String child, Set<String> names, String why) {
        for (String name : names)
            if (alarms.remove(new Key(child, name)) != null) tell(new ArmstrongEvent.AlarmCleared(child, name, why));
    }

    private void tell(ArmstrongEvent event) {
        own.add(event);
        journal.record(event);
    }

    /** A child is restarted: once is no alarm, again within that time is one, until it was left alone for as long. */
    synchronized void restarted(String child, Duration period) {
        Long before = restarts.remove(child);
        restarts.put(child, heard);
        if (restarts.size() > REMEMBERED)
            restarts.remove(restarts.keySet().iterator().next());
        if (before != null)
            set(
                    child,
                    AlarmRules.FLAPPING,
                    "restarted again and again within " + period.toSeconds() + " s",
                    "sup:why " + child);
        long mark = heard;
        timers.after(period.toNanos(), () -> quiet(child, mark));
    }

    private synchronized void quiet(String child, long mark) {
        if (!restarts.remove(child, mark)) return;
        over(child, Set.of(AlarmRules.FLAPPING), "it was left alone for its supervisor's period");
    }

    @Override
    public synchronized List<Alarm> list() {
        return List.copyOf(alarms.values());
    }

    @Override
    public synchronized List<Alarm> acknowledge(String child, String alarm) {
        List<Alarm> known = new ArrayList<>();
        for (Alarm found : find("acknowledge", child, alarm)) {
            Alarm marked = new Alarm(
                    found.child(),
                    found.alarm(),
                    found.text(),
                    found.tryNext(),
                    found.count(),
                    found.first(),
                    found.last(),
                    true);
            alarms.put(new Key(found.child(), found.alarm()), marked);
            known.add(marked);
        }
        return known;
    }

    @Override
    public synchronized List<Alarm> clear(String child, String alarm) {
        List<Alarm> found = find("clear", child, alarm);
        for (Alarm one : found) over(one.child(), Set.of(one.alarm()), "by hand");
        return found;
    }

    private List<Alarm> find(String verb, String child, String alarm) {
        Predicate<Alarm> meant = one ->
                one.child().equals(child) && (alarm.isEmpty() || one.alarm().equals(alarm));
        List<Alarm> found = alarms.values().stream().filter(meant).toList();
        if (!found.isEmpty()) return found;
        String what = alarm.isEmpty() ? "alarm" : "alarm " + alarm;
        throw new SupervisionException(
                Code.NOT_FOUND, "cannot " + verb + ": there is no " + what + " of " + child, "sup:alarms");
    }
}
