package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import java.util.List;
import java.util.Map;

/**
 * Members one line each: OTP's which_children and count_children.
 *
 * @param supervisor whose children they are; empty: everybody's
 * @param members in start order
 * @param limit lines shown; 0: all
 */
public record MembersView(String supervisor, List<MemberReport> members, int limit) implements View {
    public MembersView {
        members = List.copyOf(members);
    }

    @Override
    public Object json() {
        return Json.top(
                "supervisor", supervisor,
                "counts", counts(),
                "children", shown().stream().map(MembersView::member).toList());
    }

    private static Map<String, Object> member(MemberReport member) {
        Map<String, Object> json = Members.json(member);
        if (member instanceof ChildReport child) {
            json.put("tier", child.tier().text());
            json.put("supervisor", child.supervisor());
        }
        return json;
    }

    /** As OTP counts: active are those that are up. */
    private Map<String, Object> counts() {
        long supervisors =
                members.stream().filter(SupervisorReport.class::isInstance).count();
        return Json.object(
                "specs",
                members.size(),
                "active",
                members.stream()
                        .filter(member -> member.status() == ChildStatus.UP)
                        .count(),
                "supervisors",
                supervisors,
                "workers",
                members.size() - supervisors);
    }

    private List<MemberReport> shown() {
        return limit == 0 ? members : members.subList(0, Math.min(limit, members.size()));
    }

    @Override
    public String text(Screen screen) {
        if (members.isEmpty()) return supervisor.isEmpty() ? "no children\n" : supervisor + " has no children\n";
        Lines lines = new Lines(screen);
        lines.table(
                List.of("ID", "SUPERVISOR", "VERSION", "STATUS", "UP", "RESTARTS", "REASON"),
                shown().stream().map(MembersView::row).toList());
        int more = members.size() - shown().size();
        if (more > 0) lines.add("and " + more + " more: --limit 0 shows all");
        return lines.toString();
    }

    private static List<String> row(MemberReport member) {
        if (member instanceof ChildReport child)
            return List.of(
                    child.id(),
                    child.supervisor(),
                    Foreign.line(child.version()),
                    Status.word(child),
                    child.status() == ChildStatus.UP ? Span.text(child.uptimeMillis()) : "",
                    Long.toString(child.restarts()),
                    Foreign.line(child.reason()));
        return List.of(member.id(), "", "", Status.word(member), "", "", "");
    }
}
