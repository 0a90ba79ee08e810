package io.armstrong.api.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * What a change set did.
 *
 * @param set its name, as each member's history has it
 * @param outcome of the whole: COMMITTED when every member has its new version; FAILED when one of them needs people
 * @param reason why it did not commit, one sentence that names the member, with the remedy; empty when it did
 * @param members what became of each, in the order they were walked; empty when it was refused before anything was looked at
 * @param at when it ended, wall clock
 */
public record ChangeSetReport(String set, Outcome outcome, String reason, List<UpgradeReport> members, Instant at) {
    public ChangeSetReport {
        members = List.copyOf(members);
    }
}
