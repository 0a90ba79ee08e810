package io.armstrong.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell session without a terminal: runs statements one by one and remembers the first that failed.
 *
 * <p>Output goes to the stream that was standard output when the process began; standard output itself is turned to
 * standard error, so that nothing a bundle prints can stand between the lines of a {@code --json} answer.
 */
final class Shell {
    /** How Gogo formats a result for a person ({@code Converter.INSPECT}). */
    private static final int INSPECT = 0;

    private static final PrintStream OUT = System.out;

    private final Object session;
    private int firstFailure = ExitCode.OK.number();

    private Shell(Object session) {
        this.session = session;
    }

    /** To be called before any bundle can print. */
    static void keepStandardOutputForCommands() {
        System.setOut(System.err);
    }

    static Shell over(Object commandProcessor) throws LaunchFailed {
        try {
            Object session =
                    Services.call(commandProcessor, "createSession", InputStream.nullInputStream(), OUT, System.err);
            if (session == null) throw new LaunchFailed(ExitCode.FAILED, "the shell gave no session");
            Services.call(session, "put", "SCOPE", "sup:gogo:*");
            return new Shell(session);
        } catch (LaunchFailed e) {
            throw e;
        } catch (Throwable e) {
            throw new LaunchFailed(ExitCode.FAILED, "the shell gave no session: " + e, e);
        }
    }

    /** Runs all of them, in order. */
    int run(List<Options.Batch> batch) throws LaunchFailed {
        for (Options.Batch next : batch) {
            if (next instanceof Options.Batch.Commands commands) execute(commands.text());
            if (next instanceof Options.Batch.Script script) script(script.file());
            if (next instanceof Options.Batch.Input)
                script(new InputStreamReader(System.in, StandardCharsets.UTF_8), "-");
        }
        return firstFailure;
    }

    private void script(Path file) throws LaunchFailed {
        try {
            script(Files.newBufferedReader(file, StandardCharsets.UTF_8), file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /** A statement ends with its line, unless Gogo finds it incomplete; Gogo reads it all before it does any of it. */
    private void script(Reader source, String name) throws LaunchFailed {
        StringBuilder statement = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(source)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (statement.isEmpty() && (line.isBlank() || line.strip().startsWith("#"))) continue;
                statement.append(line).append('\n');
                if (complete(statement.toString())) statement.setLength(0);
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        if (!statement.isEmpty()) execute(statement.toString());
    }

    private static LaunchFailed unreadable(String name, IOException e) {
        return LaunchFailed.usage("--script " + name + ": cannot be read (" + e.getMessage() + ")");
    }

    private void execute(String text) {
        try {
            print(Services.call(session, "execute", text));
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    /** Executes the statement, or says that its end is still to come. */
    private boolean complete(String statement) {
        try {
            print(Services.call(session, "execute", statement));
        } catch (Throwable failure) {
            if (failure.getClass().getSimpleName().equals("EOFError")) return false;
            failed(failure);
        }
        return true;
    }

    private void print(@Nullable Object result) throws Throwable {
        if (result != null) OUT.println(Services.call(session, "format", result, INSPECT));
        OUT.flush();
    }

    private void failed(Throwable thrown) {
        Failure failure = Failure.of(thrown);
        if (firstFailure == ExitCode.OK.number()) firstFailure = failure.exit();
        OUT.flush();
        failure.lines().forEach(System.err::println);
    }
}
