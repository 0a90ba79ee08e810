package io.armstrong.gogo.shell;

import io.armstrong.gogo.command.Arguments;
import io.armstrong.gogo.command.Call;
import io.armstrong.gogo.command.Command;
import io.armstrong.gogo.command.Services;
import io.armstrong.gogo.command.UsageView;
import io.armstrong.gogo.view.Json;
import io.armstrong.gogo.view.Screen;
import io.armstrong.gogo.view.View;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command as Gogo calls it: words in, printed text out.
 *
 * <p>It prints to the session itself and returns null, for Gogo shows the result of the last command of a line only. A
 * failure is thrown as {@link CommandFailed}.
 */
public final class CommandFunction implements Function {
    private final Command command;
    private final Services services;
    private final Clock clock;

    public CommandFunction(Command command, Services services, Clock clock) {
        this.command = command;
        this.services = services;
        this.clock = clock;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws CommandFailed {
        List<String> words = arguments.stream().map(String::valueOf).toList();
        GogoConsole console = GogoConsole.of(session, clock.instant(), clock.getZone());
        boolean json = words.contains("--json");
        try {
            View answer = answer(words, console);
            console.print(json ? Json.line(answer.json()) + "\n" : answer.text(screen(words, console)));
            if (answer.exit() != 0) throw CommandFailed.told(answer.exit());
            return null;
        } catch (CommandFailed told) {
            throw told;
        } catch (Exception thrown) {
            throw failed(thrown, words, json, console);
        }
    }

    private View answer(List<String> words, GogoConsole console) throws Exception {
        Arguments arguments = Arguments.parse(command.usage(), words);
        if (arguments.has("help")) return new UsageView(command.usage());
        return command.run(new Call(arguments, services, console));
    }

    private static Screen screen(List<String> words, GogoConsole console) {
        return words.contains("--ascii") ? console.screen().withAscii() : console.screen();
    }

    private static CommandFailed failed(Exception thrown, List<String> words, boolean json, GogoConsole console) {
        if (thrown instanceof InterruptedException) Thread.currentThread().interrupt();
        Failure failure = Failure.of(thrown);
        if (words.contains("-v") || words.contains("--verbose")) trace(thrown, console.errors());
        if (!json) return CommandFailed.untold(failure);
        console.print(Json.line(failure.json()) + "\n");
        return CommandFailed.told(failure.exit());
    }

    private static void trace(Exception thrown, PrintStream errors) {
        thrown.printStackTrace(errors);
    }
}
