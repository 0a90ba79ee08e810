package io.armstrong.gogo;

import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Services;
import io.armstrong.gogo.shell.Candidates;
import io.armstrong.gogo.shell.CommandFailed;
import io.armstrong.gogo.shell.CommandFunction;
import io.armstrong.gogo.shell.UnknownCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.CommandSession;

/** The real Gogo, with the commands as the component offers them, and what a session printed. */
public final class TestShell implements AutoCloseable {
    /** What came of one line. */
    public record Said(String out, String failure, int exit) {}

    private final CommandProcessorImpl processor = new CommandProcessorImpl(null);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final CommandSession session;

    public TestShell(Services services) {
        this(services, "");
    }

    /** @param keyboard what a person would type */
    public TestShell(Services services, String keyboard) {
        Clock clock = Clock.fixed(Sample.NOW, ZoneOffset.UTC);
        Commands.all()
                .forEach(command -> processor.addCommand(
                        "sup",
                        new CommandFunction(command, services, clock),
                        command.usage().name()));
        processor.addCommand("sup", new Candidates(services), Candidates.NAME);
        processor.addCommand("sup", new UnknownCommand(), UnknownCommand.NAME);
        session =
                processor.createSession(new ByteArrayInputStream(keyboard.getBytes(StandardCharsets.UTF_8)), out, out);
    }

    public CommandProcessorImpl processor() {
        return processor;
    }

    /** As JLine's shell leaves a session that has a terminal. */
    public TestShell withTerminal(String type) {
        session.put(".terminal", "a terminal");
        session.put("TERM", type);
        session.put("COLUMNS", 100);
        return this;
    }

    public Said run(String line) throws Exception {
        out.reset();
        try {
            session.execute(line);
            return new Said(out.toString(StandardCharsets.UTF_8), "", 0);
        } catch (CommandFailed failed) {
            return new Said(out.toString(StandardCharsets.UTF_8), failed.toString(), failed.exitCode());
        }
    }

    @Override
    public void close() {
        session.close();
        processor.stop();
    }
}
