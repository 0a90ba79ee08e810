package io.armstrong.health;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import io.armstrong.api.spi.Guarding;
import io.armstrong.core.health.Allowance;
import io.armstrong.core.health.Silence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the watch remembers of one child under guard: its silence and its allowance, both of the present incarnation. */
final class GuardedChild {
    private final Beats beats;
    private @Nullable Object child;
    private long incarnation;
    private boolean tripped;
    private @Nullable Silence silence;
    private @Nullable Allowance allowance;

    GuardedChild(Beats beats) {
        this.beats = beats;
    }

    /** Why it has to crash now; null when nothing speaks against it. Told once an incarnation. */
    ExitReason.@Nullable Crashed look(Guarding.Ward ward, long now) {
        if (ward.child() != child || ward.incarnation() != incarnation) begin(ward);
        if (!ward.watched()) {
            silence = null; // nothing is expected of it now; afterwards it begins anew
            return null;
        }
        if (tripped) return null;
        ExitReason.Crashed why = silent(ward, now);
        if (why == null) why = greedy(ward, now);
        if (why == null) why = flooded(ward);
        tripped = why != null;
        return why;
    }

    private void begin(Guarding.Ward ward) {
        child = ward.child();
        incarnation = ward.incarnation();
        tripped = false;
        silence = null;
        allowance = null;
    }

    private ExitReason.@Nullable Crashed silent(Guarding.Ward ward, long now) {
        Guards guards = ward.guards();
        if (!guards.expectsBeats()) return null;
        Silence mine = silence;
        if (mine == null) silence = mine = new Silence(now);
        mine.heard(beats.since(ward.id(), now));
        return mine.exceeds(guards.heartbeat(), now)
                ? crash(
                        CrashCause.HEARTBEAT,
                        "no heartbeat for more than " + guards.heartbeat().toMillis() + " ms")
                : null;
    }

    private ExitReason.@Nullable Crashed greedy(Guarding.Ward ward, long now) {
        Guards guards = ward.guards();
        if (guards.memoryBytes() == 0) return null;
        Allowance mine = allowance;
        if (mine == null) allowance = mine = new Allowance(guards, now, 0);
        long used = mine.used(now, ward.allocated());
        return used >= guards.memoryBytes()
                ? crash(
                        CrashCause.MEMORY,
                        "allocated " + used + " bytes, of " + guards.memoryBytes() + " allowed in "
                                + guards.memoryPeriod().toMillis() + " ms")
                : null;
    }

    private ExitReason.@Nullable Crashed flooded(Guarding.Ward ward) {
        int bound = ward.guards().backlog();
        return bound > 0 && ward.waiting() >= bound
                ? crash(CrashCause.MEMORY, ward.waiting() + " messages wait, at " + bound + " it is restarted")
                : null;
    }

    private static ExitReason.Crashed crash(CrashCause cause, String text) {
        return new ExitReason.Crashed(cause, text, List.of());
    }
}
