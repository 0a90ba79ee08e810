package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.View;

final class RollbackCommand implements Command {
    private static final Option TO = Option.of("to", "VERSION", "the same as VERSION");

    @Override
    public Usage usage() {
        return Usage.of(
                        "rollback",
                        "Goes back to an older version, with the present state migrated down",
                        "sup:rollback counter")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child"),
                        Positional.maybe("VERSION", Kind.VERSION, "one of sup:versions; default: the one before"))
                .with(TO, Walk.REHEARSE, Walk.LOSS, Walk.DIRECT, Caution.YES, Walk.TIMEOUT)
                .note("Exit 0 committed or rehearsed, 1 rolled back, 4 refused.");
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        String version =
                call.args().maybe(1).or(() -> call.args().option(TO.name())).orElse("");
        return Walk.report(
                call, id, "rollback of " + id, upgrades -> upgrades.rollback(id, version, Walk.options(call)));
    }
}
