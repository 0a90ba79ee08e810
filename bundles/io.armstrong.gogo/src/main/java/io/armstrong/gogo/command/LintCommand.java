package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.LintView;
import io.armstrong.gogo.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

final class LintCommand implements Command {
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @Override
    public Usage usage() {
        return Usage.of(
                        "lint",
                        "Says what would make children hard to upgrade, before you try",
                        "sup:lint upgrades/counter-2.0.0.jar")
                .takes(Positional.maybe("JAR", Kind.FILE, "a bundle with children; none: those that run here"))
                .note("Of the jar only its migrations are run, on a copy of the state. Exit 1: errors.");
    }

    @Override
    public View run(Call call) throws Exception {
        Optional<Path> jar = call.args().maybe(0).isEmpty() ? Optional.empty() : Optional.of(Walk.jar(call, 0));
        return new LintView(call.await(call.services().lint().lint(jar), DEADLINE, "lint"));
    }
}
