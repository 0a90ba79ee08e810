package io.armstrong.api.upgrade;

import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import java.util.List;

/**
 * What a change set would do, before anything is done.
 *
 * @param possible whether it would begin
 * @param reason why not, one sentence that names the member, with the remedy; empty when it would
 * @param members the plan of each, in the order they are walked; they are held the other way round
 * @param phases what they do together: nobody begins one before all have come to it
 * @param pointOfNoReturn the phase behind which only the undo of all leads back
 * @param stops symbolic names of the bundles that stop and start, of all members
 * @param predictedMicros how long messages will be held, from the first hold to the one COMMIT
 */
public record ChangeSetPlan(
        boolean possible,
        String reason,
        List<PlanReport> members,
        List<PlannedStep> phases,
        String pointOfNoReturn,
        List<String> stops,
        long predictedMicros) {
    public ChangeSetPlan {
        members = List.copyOf(members);
        phases = List.copyOf(phases);
        stops = List.copyOf(stops);
    }
}
