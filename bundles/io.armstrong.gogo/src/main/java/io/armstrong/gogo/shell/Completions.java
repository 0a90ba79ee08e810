package io.armstrong.gogo.shell;

import io.armstrong.gogo.command.Command;
import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Option;
import io.armstrong.gogo.command.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;

/**
 * Teaches each JLine session to complete our commands, whatever its profile says and whenever we came.
 *
 * <p>Such a session holds what it can complete under {@code .completions}, filled by Gogo's own command {@code complete}; other
 * sessions have no such variable and are left alone. As a listener it sees a session before its first line is carried out;
 * as the function {@code sup:__teach} it does the teaching, for {@code complete} works inside a running line only.
 */
public final class Completions implements CommandSessionListener, Function {
    public static final String NAME = "__teach";

    private static final String KNOWN = ".completions";
    private static final String TAUGHT = ".completions.sup";
    private static final String COMPLETE = "gogo:complete";
    private static final String CANDIDATES =
            "sup:" + Candidates.NAME + " ($.commandLine words) ($.commandLine wordIndex)";

    @Override
    public void beforeExecute(CommandSession session, CharSequence line) {
        Object known = session.get(KNOWN);
        if (!(known instanceof Map<?, ?>) || known == session.get(TAUGHT)) return;
        session.put(TAUGHT, known); // first, for the next line comes by here again
        try {
            session.execute(Usage.SCOPE + ":" + NAME);
        } catch (Exception e) {
            throw new IllegalStateException("cannot teach completion", e);
        }
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) throws Exception {
        if (session.get(COMPLETE) instanceof Function complete)
            for (Command command : Commands.all()) teach(command.usage(), session, complete);
        return null;
    }

    private static void teach(Usage usage, CommandSession session, Function complete) throws Exception {
        complete(session, complete, usage, "-d", usage.summary());
        for (Option option : usage.allOptions())
            complete(session, complete, usage, "-l", option.name(), "-d", option.help());
        complete(session, complete, usage, "-a", CANDIDATES);
    }

    private static void complete(CommandSession session, Function complete, Usage usage, String... what)
            throws Exception {
        List<Object> arguments = new ArrayList<>(List.of("-c", usage.full()));
        arguments.addAll(List.of(what));
        complete.execute(session, arguments);
    }

    @Override
    public void afterExecute(CommandSession session, CharSequence command, Exception exception) {}

    @Override
    public void afterExecute(CommandSession session, CharSequence command, @Nullable Object result) {}
}
