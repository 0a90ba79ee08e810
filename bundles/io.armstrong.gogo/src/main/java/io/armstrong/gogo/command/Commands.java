package io.armstrong.gogo.command;

import java.util.List;

/** The registry: every command there is, in the order of {@code sup:help}. */
public final class Commands {
    private static final List<Command> ALL = List.of(
            new TreeCommand(),
            new TiersCommand(),
            new StatusCommand(),
            new HealthCommand(),
            new ChildrenCommand(),
            new StartCommand(),
            new StopCommand(),
            new RestartCommand(),
            new IsolateCommand(),
            new RestoreCommand(),
            new TierCommand(),
            new BreakerCommand(),
            new AddCommand(),
            new RemoveCommand(),
            new CallCommand(),
            new CastCommand(),
            new StateCommand(),
            new LintCommand(),
            new UpgradeCommand(),
            new RolloutCommand(),
            new RollbackCommand(),
            new VersionsCommand(),
            new HistoryCommand(),
            new EventsCommand(),
            new WhyCommand(),
            new AlarmsCommand(),
            new CrashCommand(),
            new AdoptCommand(),
            new HelpCommand(Commands::all));

    private Commands() {}

    /** What may be done to a breaker. */
    public static List<String> breakerActions() {
        return BreakerCommand.actions();
    }

    /** What may be done to a rollout. */
    public static List<String> rolloutActions() {
        return RolloutCommand.actions();
    }

    public static List<Command> all() {
        return ALL;
    }
}
