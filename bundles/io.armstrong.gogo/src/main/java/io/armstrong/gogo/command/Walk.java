package io.armstrong.gogo.command;

import io.armstrong.api.ArmstrongEvent.UpgradeStep;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.gogo.view.UpgradeView;
import io.armstrong.gogo.view.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What an upgrade and a rollback share: the same walk in two directions. */
final class Walk {
    static final Option DOWNGRADE = Option.flag("allow-downgrade", "take a version that is older than the running one");
    static final Option LOSS = Option.flag("accept-loss", "go on where an undo would lose state");
    static final Option REHEARSE = Option.flag("rehearse", "try it on a copy of the state and touch nothing");
    static final Option DIRECT = Option.flag("direct", "park the calls during the update, without a twin");
    static final Option FORCE = Option.flag("force", "take a jar that failed its probation before");
    static final Option TIMEOUT = Option.of("timeout", "MS", "how long to wait for it, default 120000");

    static final Duration DEADLINE = Duration.ofMinutes(2);

    private Walk() {}

    static Options options(Call call) {
        return new Options(
                call.args().has(DOWNGRADE.name()),
                call.args().has(LOSS.name()),
                call.args().has(FORCE.name()),
                call.args().has(REHEARSE.name()),
                call.args().has(DIRECT.name()),
                call.args().has(Caution.YES.name()));
    }

    /** @throws SupervisionException NOT_FOUND when there is no such file */
    static Path jar(Call call, int place) {
        Path jar = call.console().path(call.args().word(place));
        if (Files.isRegularFile(jar)) return jar;
        throw new SupervisionException(
                Code.NOT_FOUND,
                "no file " + jar,
                "give the path of a jar, from " + call.console().path(""));
    }

    /** Waits for the report; meanwhile a person sees the last step that the journal knows. */
    static View report(Call call, String id, String what, Function<Upgrades, CompletionStage<UpgradeReport>> walk)
            throws Exception {
        CompletionStage<UpgradeReport> stage = walk.apply(call.services().upgrades());
        return new UpgradeView(call.await(stage, call.timeout(DEADLINE), what, () -> step(call, id)));
    }

    private static String step(Call call, String id) {
        return call.services().journal().entries(id, 1).stream()
                .map(entry -> entry.event() instanceof UpgradeStep step ? step.step() + " " + step.result() : "")
                .findFirst()
                .orElse("");
    }
}
