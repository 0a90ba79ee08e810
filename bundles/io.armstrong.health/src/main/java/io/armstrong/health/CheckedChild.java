package io.armstrong.health;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.spi.Guarding;
import io.armstrong.core.health.CheckWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One check as it concerns one child: run it when it is due, count what it says, and say when the child has to crash. A run that
 * hangs is interrupted at its deadline and counts as failed once a period until it returns; no other is begun meanwhile.
 *
 * <p>Of the watch's thread, but for {@link #health()}.
 */
final class CheckedChild {
    private final Check check;
    private final Seats seats;
    private long incarnation = -1;
    private boolean tripped;
    private @Nullable CheckWindow window;
    private long due;
    private @Nullable CheckRun run;
    private boolean seated;
    private volatile @Nullable CheckHealth health;

    /** Bounds how many checks run at a time; those that hang do not count. */
    interface Seats {
        boolean take();

        void giveBack();
    }

    CheckedChild(Check check, Seats seats) {
        this.check = check;
        this.seats = seats;
    }

    /** What is known of it; null before its first run ended. */
    @Nullable
    CheckHealth health() {
        return health;
    }

    /** Why the child has to crash now; null when nothing speaks against it. Told once an incarnation. */
    ExitReason.@Nullable Crashed look(Guarding.Ward ward, long now) {
        CheckWindow runs = window;
        if (runs == null || ward.incarnation() != incarnation) runs = begin(ward, now);
        if (!ward.watched()) {
            due = now;
            return null;
        }
        CheckRun running = run;
        if (running == null) start(ward, now);
        else if (running.answer() != null) take(running, runs, ward.guards(), now);
        else if (now - due > 0) overdue(running, runs, ward.guards());
        return verdict(runs);
    }

    private CheckWindow begin(Guarding.Ward ward, long now) {
        incarnation = ward.incarnation();
        tripped = false;
        due = now;
        health = null;
        CheckWindow runs = new CheckWindow(check.name(), ward.guards());
        window = runs;
        end(); // what the last incarnation still asks is not waited for
        return runs;
    }

    /** Due is the time of the next run; while one runs, its deadline. */
    private void start(Guarding.Ward ward, long now) {
        if (now - due < 0 || !seats.take()) return;
        seated = true;
        due = now + ward.guards().checkDeadline().toNanos();
        CheckRun begun = new CheckRun(check, ward.id());
        run = begun;
        begun.begin();
    }

    private void take(CheckRun done, CheckWindow runs, Guards guards, long now) {
        Check.Answer answer = done.answer();
        if (answer != null) count(runs, answer.health(), answer.text());
        end();
        due = now + guards.checkPeriod().toNanos();
    }

    private void overdue(CheckRun running, CheckWindow runs, Guards guards) {
        running.interrupt();
        leave();
        count(
                runs,
                HealthStatus.UNKNOWN,
                "no answer within " + guards.checkDeadline().toMillis() + " ms");
        due += guards.checkPeriod().toNanos();
    }

    private void count(CheckWindow runs, HealthStatus said, String text) {
        runs.add(said, text);
        health = runs.health();
    }

    /** No run of this check is waited for any more. */
    void end() {
        CheckRun running = run;
        if (running != null && running.answer() == null) running.interrupt();
        run = null;
        leave();
    }

    private void leave() {
        if (seated) seats.giveBack();
        seated = false;
    }

    private ExitReason.@Nullable Crashed verdict(CheckWindow runs) {
        CheckHealth now = runs.health();
        if (tripped || now.health() != HealthStatus.DOWN) return null;
        tripped = true;
        return new ExitReason.Crashed(
                CrashCause.HEALTH,
                "health check " + now.name() + " failed " + now.failures() + " of the last " + now.window() + " times: "
                        + now.result(),
                List.of());
    }
}
