package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.View;

final class RollbackCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "rollback",
                        "Goes back to an older version, with the present state migrated down",
                        "sup:rollback counter")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child"),
                        Positional.maybe("VERSION", Kind.VERSION, "one of sup:versions; default: the one before"))
                .with(Walk.LOSS, Walk.TIMEOUT)
                .note("Exit 0 committed, 1 rolled back, 4 refused.");
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        String version = call.args().maybe(1).orElse("");
        return Walk.report(
                call, id, "rollback of " + id, upgrades -> upgrades.rollback(id, version, Walk.options(call)));
    }
}
