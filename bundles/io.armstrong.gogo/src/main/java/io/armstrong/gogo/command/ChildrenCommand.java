package io.armstrong.gogo.command;

import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.MembersView;
import io.armstrong.gogo.view.Tree;
import io.armstrong.gogo.view.View;
import java.util.List;

final class ChildrenCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "children",
                        "The children of a supervisor, one line each, with OTP's counts",
                        "sup:children normal")
                .takes(Positional.maybe(
                        "SUPERVISOR", Kind.SUPERVISOR, "a tier or nested supervisor; without it: all members"))
                .with(Call.LIMIT);
    }

    @Override
    public View run(Call call) {
        TreeReport tree = call.supervision().tree();
        String id = call.args().maybe(0).orElse("");
        List<MemberReport> members = id.isEmpty()
                ? Tree.members(tree).toList()
                : Tree.supervisor(tree, id).orElseThrow(() -> unknown(tree, id)).children();
        return new MembersView(id, members, call.limit());
    }

    private static SupervisionException unknown(TreeReport tree, String id) {
        List<String> ids = Tree.members(tree)
                .filter(SupervisorReport.class::isInstance)
                .map(MemberReport::id)
                .toList();
        return new SupervisionException(
                Code.NOT_FOUND,
                "no supervisor " + id,
                Nearest.of(id, ids).map(near -> "sup:children " + near).orElse("sup:tiers"));
    }
}
