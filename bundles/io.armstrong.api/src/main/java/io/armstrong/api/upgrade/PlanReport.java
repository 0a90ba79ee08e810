package io.armstrong.api.upgrade;

import java.util.List;

/**
 * What an upgrade would do, before anything is done.
 *
 * @param child it was asked for
 * @param possible whether it would begin
 * @param reason why not, one sentence with the remedy; empty when it would
 * @param from version that runs
 * @param to version of the jar; empty when the jar cannot be read
 * @param way {@code twin}, {@code direct} or {@code cold}; empty when refused before it was chosen
 * @param why the reason for that way, one sentence
 * @param steps in order
 * @param pointOfNoReturn the step behind which only the undo leads back
 * @param stops symbolic names of the bundles that stop and start, its own first
 * @param children what becomes of each child in the bundle
 * @param predictedMicros how long messages will be held, by the last upgrade of this bundle or a rule of thumb
 * @param notes what else should be known, one sentence each
 */
public record PlanReport(
        String child,
        boolean possible,
        String reason,
        String from,
        String to,
        String way,
        String why,
        List<PlannedStep> steps,
        String pointOfNoReturn,
        List<String> stops,
        List<Crossing> children,
        long predictedMicros,
        List<String> notes) {
    public PlanReport {
        steps = List.copyOf(steps);
        stops = List.copyOf(stops);
        children = List.copyOf(children);
        notes = List.copyOf(notes);
    }

    /** One step. @param step its name, as in reports; @param promise what it does, one line */
    public record PlannedStep(String step, String promise) {}

    /**
     * A child that crosses.
     *
     * @param id of the child
     * @param migration the schemas its state goes through: {@code 1 -> 2}; {@code 1} when it stays
     * @param back {@code yes}, or what an undo would lose
     * @param stateSize characters of text, 8 for each other value; -1 while its state cannot be had
     */
    public record Crossing(String id, String migration, String back, long stateSize) {}
}
