package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;

/** The tree as a Graphviz graph: {@code sup:tree --dot > tree.dot; dot -Tsvg tree.dot}. */
public record DotView(TreeReport tree) implements View {
    private static final String ROOT = ".root";

    @Override
    public Object json() {
        return Json.top("seq", tree.seq(), "dot", dot());
    }

    @Override
    public String text(Screen screen) {
        return dot();
    }

    private String dot() {
        StringBuilder dot = new StringBuilder("digraph armstrong {\n  rankdir=LR;\n  node [shape=box];\n");
        dot.append("  ").append(quoted(ROOT)).append(" [label=\"armstrong\", shape=ellipse];\n");
        for (SupervisorReport tier : tree.supervisors()) member(ROOT, tier, dot);
        return dot.append("}\n").toString();
    }

    private static void member(String parent, MemberReport member, StringBuilder dot) {
        String style = member instanceof SupervisorReport ? ", shape=ellipse" : "";
        dot.append("  ")
                .append(quoted(member.id()))
                .append(" [label=")
                .append(quoted(label(member)))
                .append(style)
                .append("];\n");
        dot.append("  ")
                .append(quoted(parent))
                .append(" -> ")
                .append(quoted(member.id()))
                .append(";\n");
        if (member instanceof SupervisorReport supervisor)
            for (MemberReport child : supervisor.children()) member(supervisor.id(), child, dot);
    }

    private static String label(MemberReport member) {
        String what = member instanceof SupervisorReport supervisor
                ? supervisor.strategy().text() + " " + supervisor.intensity()
                : ((ChildReport) member).version();
        return Foreign.line(member.id() + " " + what) + " " + Status.word(member);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
