package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.View;
import java.nio.file.Path;

final class UpgradeCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "upgrade",
                        "Puts new code into a running child, with its state, or says why not",
                        "sup:upgrade counter upgrades/counter-2.0.0.jar")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child; all static children of its bundle cross with it"),
                        Positional.one("JAR", Kind.FILE, "the new version"))
                .with(Walk.DOWNGRADE, Walk.LOSS, Walk.TIMEOUT)
                .note("Exit 0 committed, 1 rolled back, 4 refused.");
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        Path jar = Walk.jar(call, 1);
        return Walk.report(call, id, "upgrade of " + id, upgrades -> upgrades.upgrade(id, jar, Walk.options(call)));
    }
}
