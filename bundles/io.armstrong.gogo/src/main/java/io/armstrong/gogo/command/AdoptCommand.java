package io.armstrong.gogo.command;

import io.armstrong.api.upgrade.Upgrades.Revision;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.VersionsView;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.List;

final class AdoptCommand implements Command {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @Override
    public Usage usage() {
        return Usage.of(
                        "adopt",
                        "Takes over a bundle somebody else installed, with its jar",
                        "sup:adopt counter counter-1.0.0.jar")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child"),
                        Positional.one("JAR", Kind.FILE, "the jar its bundle was installed from"));
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        Revision revision =
                call.await(call.services().upgrades().adopt(id, Walk.jar(call, 1)), DEADLINE, "adoption of " + id);
        return new VersionsView(id, List.of(revision));
    }
}
