package io.armstrong.gogo.command;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.Upgrades.Load;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.ChangeSetPlanView;
import io.armstrong.gogo.view.ChangeSetView;
import io.armstrong.gogo.view.PlanView;
import io.armstrong.gogo.view.ReceiptView;
import io.armstrong.gogo.view.ScoreView;
import io.armstrong.gogo.view.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class UpgradeCommand implements Command {
    private static final Option PLAN = Option.flag("plan", "print the steps and what they touch, and do nothing");
    private static final Option PROVE = Option.of("prove", "RATE", "call it RATE times a second and print a receipt");
    private static final Option WORDS = Option.of("words", "'WORD...'", "with --prove: what to call, default 'add 1'");
    /** Calls before and after the upgrade. */
    private static final Duration LEAD = Duration.ofSeconds(1);

    private static final Option SCORE = Option.flag("score", "what past upgrades were expected to stop, and did");

    @Override
    public Usage usage() {
        return Usage.of(
                        "upgrade",
                        "Puts new code into a running child, with its state, or says why not",
                        "sup:upgrade counter upgrades/counter-2.0.0.jar")
                .takes(
                        Positional.maybe("ID", Kind.CHILD, "a child; all static children of its bundle cross with it"),
                        Positional.maybe("JAR", Kind.FILE, "the new version; not needed with --score"),
                        SetWords.MORE)
                .with(
                        SetWords.SET,
                        PLAN,
                        Walk.REHEARSE,
                        PROVE,
                        WORDS,
                        SCORE,
                        Walk.DOWNGRADE,
                        Walk.LOSS,
                        Walk.FORCE,
                        Caution.YES,
                        Walk.DIRECT,
                        Walk.TIMEOUT)
                .note("Exit 0 committed, planned or rehearsed, 1 rolled back, 4 refused.");
    }

    @Override
    public View run(Call call) throws Exception {
        Optional<ChangeSet> set = SetWords.of(call);
        if (set.isPresent()) return together(call, set.get());
        String id = call.args()
                .maybe(0)
                .orElseThrow(() -> new SupervisionException(Code.USAGE, "sup:upgrade needs ID", usage().synopsis()));
        if (call.args().has(SCORE.name()))
            return new ScoreView(id, call.services().upgrades().scores(id));
        if (call.args().maybe(1).isEmpty())
            throw new SupervisionException(Code.USAGE, "sup:upgrade needs JAR", usage().synopsis());
        Path jar = Walk.jar(call, 1);
        Options options = Walk.options(call);
        if (call.args().has(PROVE.name())) return prove(call, id, jar, options);
        if (call.args().has(PLAN.name())) return plan(call, id, jar, options);
        return Walk.report(
                call,
                id,
                (options.rehearse() ? "rehearsal of " : "upgrade of ") + id,
                upgrades -> upgrades.upgrade(id, jar, options));
    }

    private static View together(Call call, ChangeSet set) throws Exception {
        for (Option alone : List.of(PROVE, SCORE))
            if (call.args().has(alone.name()))
                throw new SupervisionException(
                        Code.USAGE,
                        "sup:upgrade: --" + alone.name() + " is of one child",
                        "leave it out of a change set");
        Options options = Walk.options(call);
        if (call.args().has(PLAN.name()))
            return new ChangeSetPlanView(call.await(
                    call.services().upgrades().plan(set, options), Duration.ofSeconds(30), "plan for the set"));
        return new ChangeSetView(call.await(
                call.services().upgrades().upgrade(set, options),
                call.timeout(Walk.DEADLINE),
                (options.rehearse() ? "rehearsal" : "upgrade") + " of "
                        + set.parts().size() + " together"));
    }

    private static View prove(Call call, String id, Path jar, Options options) throws Exception {
        List<String> words =
                List.of(call.args().option(WORDS.name()).orElse("add 1").strip().split("\\s+"));
        Load load =
                new Load((int) Math.max(1, Math.min(100_000, call.args().number(PROVE.name(), 1_000))), words, LEAD);
        return new ReceiptView(call.await(
                call.services().upgrades().prove(id, Optional.of(jar), options, load),
                call.timeout(Duration.ofMinutes(2)),
                "upgrade of " + id + " under load"));
    }

    private static View plan(Call call, String id, Path jar, Options options) throws Exception {
        return new PlanView(call.await(
                call.services().upgrades().plan(id, jar, options), Duration.ofSeconds(30), "plan for " + id));
    }
}
