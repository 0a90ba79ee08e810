package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The whole tree. Text shows a bounded number of children of each supervisor; JSON shows all.
 *
 * @param limit children shown of one supervisor; 0: all
 */
public record TreeView(TreeReport tree, int limit) implements View {
    @Override
    public Object json() {
        return Json.top(
                "seq", tree.seq(),
                "supervisors",
                        tree.supervisors().stream().map(Members::supervisor).toList());
    }

    @Override
    public String text(Screen screen) {
        StringBuilder text = new StringBuilder(head(screen)).append('\n');
        Branches branches = new Branches(screen, limit, columns());
        for (SupervisorReport tier : tree.supervisors()) branches.tier(tier, text);
        return text.toString();
    }

    private String head(Screen screen) {
        List<ChildReport> children = tree.children();
        String word = word();
        String left = "armstrong  " + word + "  " + counted(supervisors(), "supervisor", "supervisors") + ", "
                + counted(children.size(), "child", "children") + ", "
                + counted(children.stream().mapToLong(ChildReport::restarts).sum(), "restart", "restarts");
        String right = "seq " + tree.seq();
        int gap = Math.max(2, Math.min(screen.width(), Screen.WIDTH) - left.length() - right.length());
        return Status.painted(screen, left + " ".repeat(gap) + right, "armstrong  ".length(), word);
    }

    private long supervisors() {
        return Tree.members(tree).filter(SupervisorReport.class::isInstance).count();
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** Up when all tiers are, starting while one is, else degraded. */
    private String word() {
        Set<String> words = tree.supervisors().stream().map(Status::word).collect(Collectors.toSet());
        if (words.isEmpty()) return Status.word(ChildStatus.DOWN);
        if (words.contains(Status.word(ChildStatus.STARTING))) return Status.word(ChildStatus.STARTING);
        return words.equals(Set.of(Status.word(ChildStatus.UP))) ? Status.word(ChildStatus.UP) : Status.DEGRADED;
    }

    private Branches.Columns columns() {
        int id = 0;
        int version = 0;
        for (MemberReport member : tree.children()) {
            id = Math.max(id, member.id().length());
            version = Math.max(version, ((ChildReport) member).version().length());
        }
        return Branches.Columns.of(id, version);
    }
}
