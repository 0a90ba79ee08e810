package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.HistoryView;
import io.armstrong.gogo.view.View;

final class HistoryCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("history", "What was done to a child's code, oldest first", "sup:history counter")
                .takes(Positional.one("ID", Kind.CHILD, "a child"));
    }

    @Override
    public View run(Call call) {
        String id = call.args().word(0);
        return new HistoryView(id, call.services().upgrades().history(id));
    }
}
