package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import java.util.List;

/** The lines of a tree below its head, one a member. */
final class Branches {
    /** Widths shared by the lines of all children. */
    record Columns(int id, int version) {
        /** Wide enough for the longest, within what leaves room for the rest of an 80 column line. */
        static Columns of(int longestId, int longestVersion) {
            return new Columns(clamp(longestId, 19, 28), clamp(longestVersion, 5, 12));
        }

        private static int clamp(int value, int least, int most) {
            return Math.max(least, Math.min(value, most));
        }
    }

    private static final int STATUS = 9;

    private final Screen screen;
    private final int limit;
    private final Columns columns;

    Branches(Screen screen, int limit, Columns columns) {
        this.screen = screen;
        this.limit = limit;
        this.columns = columns;
    }

    /** A tier and everything below it. */
    void tier(SupervisorReport tier, StringBuilder text) {
        supervisor(" ", Lines.pad(tier.id(), 14), tier, text);
        children(" ", tier, text);
    }

    private void children(String indent, SupervisorReport supervisor, StringBuilder text) {
        List<MemberReport> members = supervisor.children();
        int shown = limit == 0 ? members.size() : Math.min(limit, members.size());
        for (int i = 0; i < shown; i++) member(indent, i == members.size() - 1, members.get(i), text);
        if (shown < members.size())
            text.append(screen.fit(indent + branch(true) + "and " + (members.size() - shown) + " more: sup:children "
                            + supervisor.id() + " --limit 0"))
                    .append('\n');
    }

    private void member(String indent, boolean last, MemberReport member, StringBuilder text) {
        if (member instanceof SupervisorReport nested) {
            String lead = indent + branch(last);
            supervisor(lead, name(lead, nested), nested, text);
            children(indent + (last ? "   " : trunk()), nested, text);
        } else {
            child(indent + branch(last), (ChildReport) member, text);
        }
    }

    /** Deeper names are padded less, so that what follows stands under each other. */
    private String name(String lead, MemberReport member) {
        return Lines.pad(
                member.id(), columns.id() - lead.length() + branch(true).length() + 1);
    }

    private void supervisor(String lead, String name, SupervisorReport supervisor, StringBuilder text) {
        String before = lead + name + " " + Lines.pad(supervisor.strategy().text(), 12)
                + Lines.right(supervisor.intensity().toString(), 7) + "   used " + supervisor.used() + "   ";
        String word = Status.word(supervisor);
        text.append(Status.painted(screen, screen.fit(before + word), before.length(), word))
                .append('\n');
    }

    private void child(String lead, ChildReport child, StringBuilder text) {
        String before =
                lead + name(lead, child) + " " + Lines.pad(Foreign.line(child.version()), columns.version()) + "  ";
        String word = Status.word(child);
        String line = screen.fit(before + Lines.pad(word, STATUS) + " " + detail(child));
        text.append(Status.painted(screen, line, before.length(), word)).append('\n');
    }

    private static String detail(ChildReport child) {
        if (child.status() == ChildStatus.UP)
            return Lines.pad("up " + Span.text(child.uptimeMillis()), 8) + "  restarts " + child.restarts();
        String reason = Foreign.line(child.reason());
        if (child.restarts() == 0) return reason;
        return (reason.isEmpty() ? "" : reason + "  ") + "restarts " + child.restarts();
    }

    private String branch(boolean last) {
        if (screen.ascii()) return "+- ";
        return last ? "\u2514\u2500 " : "\u251c\u2500 ";
    }

    private String trunk() {
        return screen.ascii() ? "|  " : "\u2502  ";
    }
}
