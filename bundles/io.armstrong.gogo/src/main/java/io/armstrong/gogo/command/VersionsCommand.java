package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.VersionsView;
import io.armstrong.gogo.view.View;

final class VersionsCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("versions", "The kept versions of a child's bundle, newest first", "sup:versions counter")
                .takes(Positional.one("ID", Kind.CHILD, "a child"));
    }

    @Override
    public View run(Call call) {
        String id = call.args().word(0);
        return new VersionsView(id, call.services().upgrades().versions(id));
    }
}
