package io.armstrong.gogo.shell;

import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Nearest;
import io.armstrong.gogo.command.Usage;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * Gogo asks the function called {@code default} about a command it does not know. A slip in scope {@code sup} gets the
 * nearest name; all others get Gogo's own answer.
 */
public final class UnknownCommand implements Function {
    public static final String NAME = "default";

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        String word = String.valueOf(arguments.get(0));
        String scope = Usage.SCOPE + ":";
        if (!word.startsWith(scope)) throw new CommandNotFoundException(word);
        List<String> names =
                Commands.all().stream().map(command -> command.usage().name()).toList();
        String remedy = Nearest.of(word.substring(scope.length()), names)
                .map(near -> scope + near)
                .orElse(scope + "help");
        throw CommandFailed.untold(new Failure(Code.USAGE, "no command " + word, remedy));
    }
}
