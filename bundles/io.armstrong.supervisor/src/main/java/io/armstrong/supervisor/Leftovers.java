package io.armstrong.supervisor;

import io.armstrong.process.LeftBehind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What incarnations left behind, by child: the alarm lasts until the last of it is gone. Of what could not be closed nobody knows
 * that; such an alarm is cleared by hand.
 */
final class Leftovers {
    private static final String ALARM = "left-behind";

    private final Runtime runtime;
    /** Guarded by this. */
    private final Map<String, List<LeftBehind>> there = new HashMap<>();

    Leftovers(Runtime runtime) {
        this.runtime = runtime;
    }

    /** From any thread. */
    void add(String child, LeftBehind left) {
        synchronized (this) {
            there.computeIfAbsent(child, none -> new ArrayList<>()).add(left);
        }
        String clears = left.knowsItsEnd()
                ? "; cleared when it has ended"
                : "; nobody can see when it is closed: sup:alarms " + child + " " + ALARM + " --clear";
        runtime.alarm(
                child,
                ALARM,
                String.valueOf(left.getMessage()),
                "end what ctx.threads() and ctx.closeAtEnd hold" + clears);
    }

    /** Clears the alarms of those of whom nothing is left. */
    void look() {
        for (String child : gone()) runtime.alarmOver(child, ALARM, "what was left behind has ended");
    }

    private synchronized List<String> gone() {
        List<String> gone = new ArrayList<>();
        there.forEach((child, left) -> {
            left.removeIf(LeftBehind::over);
            if (left.isEmpty()) gone.add(child);
        });
        there.keySet().removeAll(gone);
        return gone;
    }
}
