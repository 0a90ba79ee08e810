package io.armstrong.gogo.command;

import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.MembersView;
import io.armstrong.gogo.view.StatusView;
import io.armstrong.gogo.view.SupervisorView;
import io.armstrong.gogo.view.Tree;
import io.armstrong.gogo.view.View;
import java.util.List;
import java.util.Optional;

final class StatusCommand implements Command {
    private static final int EVENTS = 10;

    @Override
    public Usage usage() {
        return Usage.of("status", "One child on one screen; without ID every child on one line", "sup:status counter")
                .takes(Positional.maybe("ID", Kind.MEMBER, "a child or supervisor"))
                .with(Call.LIMIT);
    }

    @Override
    public View run(Call call) {
        Optional<String> id = call.args().maybe(0);
        return id.isPresent() ? one(call, id.get()) : all(call);
    }

    private static View all(Call call) {
        List<MemberReport> children = List.copyOf(call.supervision().tree().children());
        return new MembersView("", children, call.limit());
    }

    private static View one(Call call, String id) {
        Optional<SupervisorReport> supervisor =
                Tree.supervisor(call.supervision().tree(), id);
        if (supervisor.isPresent()) return new SupervisorView(supervisor.get());
        return new StatusView(
                call.supervision().status(id),
                call.services().face(id),
                call.services().journal().entries(id, EVENTS));
    }
}
