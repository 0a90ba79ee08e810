package io.armstrong.api.upgrade;

import java.time.Instant;
import java.util.List;

/**
 * A rollout at one moment.
 *
 * @param child it was asked for
 * @param kind {@code rolling} for instances, {@code canary} for the calls of a service
 * @param from the version before
 * @param to the version wanted; empty when the jar cannot be read
 * @param phase {@code planned}, {@code preparing}, {@code shifting}, {@code gating}, {@code pausing}, {@code analysing}, {@code paused},
 *     {@code returning}, {@code discarding}, {@code promoting}, {@code ended}
 * @param steps as they are walked
 * @param step place of the step under way, from 0
 * @param percent the share that is allowed on the new side now
 * @param moved units on the new side: instances, or percent of the calls
 * @param total units there are
 * @param paused whether no further step begins
 * @param reason why it is paused, goes back or ended; one sentence; empty when there is nothing to say
 * @param outcome {@code promoted}, {@code aborted}, {@code refused}, {@code failed}; empty while it is under way
 * @param sides what was seen of each revision since the share was last changed, the new one first
 * @param told what was decided and why, oldest first; the last 50
 * @param since when it was asked for, wall clock
 */
public record RolloutReport(
        String child,
        String kind,
        String from,
        String to,
        String phase,
        List<String> steps,
        int step,
        int percent,
        int moved,
        int total,
        boolean paused,
        String reason,
        String outcome,
        List<Sample> sides,
        List<String> told,
        Instant since) {
    public RolloutReport {
        steps = List.copyOf(steps);
        sides = List.copyOf(sides);
        told = List.copyOf(told);
    }

    /** The same, ended so. */
    public RolloutReport endedAs(String how, String why) {
        return new RolloutReport(
                child, kind, from, to, "ended", steps, step, percent, moved, total, false, why, how, sides, told,
                since);
    }

    /** Whether it is over. */
    public boolean ended() {
        return !outcome.isEmpty();
    }
}
