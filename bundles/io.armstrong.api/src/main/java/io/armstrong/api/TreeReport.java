package io.armstrong.api;

import java.util.ArrayList;
import java.util.List;

/**
 * The whole tree at one moment, taken from the published snapshot and never through a mailbox.
 *
 * @param seq grows with every change; two reports with the same number are equal
 * @param supervisors the tiers, in start order
 */
public record TreeReport(long seq, List<SupervisorReport> supervisors) {
    public TreeReport {
        supervisors = List.copyOf(supervisors);
    }

    /** Every child of every supervisor, depth first, in start order. */
    public List<ChildReport> children() {
        List<ChildReport> found = new ArrayList<>();
        supervisors.forEach(supervisor -> collect(supervisor, found));
        return found;
    }

    private static void collect(SupervisorReport supervisor, List<ChildReport> found) {
        for (MemberReport member : supervisor.children()) {
            if (member instanceof ChildReport child) found.add(child);
            if (member instanceof SupervisorReport nested) collect(nested, found);
        }
    }
}
