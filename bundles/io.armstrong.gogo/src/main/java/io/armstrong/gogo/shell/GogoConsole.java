package io.armstrong.gogo.shell;

import io.armstrong.gogo.command.Console;
import io.armstrong.gogo.view.Screen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jspecify.annotations.Nullable;

/**
 * A Gogo session as commands see it.
 *
 * <p>Output goes to the process, not to the session's console, so that {@code sup:tree | grep up} and {@code > file} work. A
 * person looks at it when the session was opened by a shell that has a terminal (JLine's {@code .terminal}) and the output is
 * not a pipe or file.
 */
final class GogoConsole implements Console {
    private static final int LEAST_WIDTH = 40;

    private final CommandSession session;
    private final @Nullable Process process;
    private final Screen screen;
    private boolean passing;

    private GogoConsole(CommandSession session, @Nullable Process process, Screen screen) {
        this.session = session;
        this.process = process;
        this.screen = screen;
    }

    static GogoConsole of(CommandSession session, Instant now, ZoneId zone) {
        Process process = Process.Utils.current();
        return new GogoConsole(session, process, screen(session, process, System.getenv(), now, zone));
    }

    static Screen screen(
            CommandSession session, @Nullable Process process, Map<String, String> env, Instant now, ZoneId zone) {
        String type = String.valueOf(session.get("TERM"));
        if (process == null || !process.isTty(1) || session.get(".terminal") == null || type.startsWith("dumb"))
            return Screen.plain(now, zone);
        boolean colour = env.getOrDefault("NO_COLOR", "").isEmpty()
                && !env.getOrDefault("TERM", "").equals("dumb");
        return new Screen(true, colour, !utf8(env), width(session.get("COLUMNS")), now, zone);
    }

    /** Whether the locale says UTF-8: the first of these that is set counts. */
    private static boolean utf8(Map<String, String> env) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = env.getOrDefault(name, "").toLowerCase(Locale.ROOT);
            if (!value.isEmpty()) return value.contains("utf-8") || value.contains("utf8");
        }
        return false;
    }

    private static int width(@Nullable Object columns) {
        return columns instanceof Number number && number.intValue() >= LEAST_WIDTH ? number.intValue() : Screen.WIDTH;
    }

    @Override
    public Screen screen() {
        return screen;
    }

    @Override
    public Path path(String word) {
        return session.currentDir().resolve(word).normalize();
    }

    @Override
    public boolean interactive() {
        return screen.terminal() && process != null && process.isTty(0);
    }

    @Override
    public String ask(String question) throws IOException {
        print(question);
        String line = new BufferedReader(new InputStreamReader(in(), Charset.defaultCharset())).readLine();
        return line == null ? "" : line;
    }

    private InputStream in() {
        return process == null ? session.getKeyboard() : process.in();
    }

    @Override
    public void progress(String line) {
        if (!screen.terminal() || (line.isEmpty() && !passing)) return;
        print("\r\u001b[K" + line);
        passing = !line.isEmpty();
    }

    void print(String text) {
        PrintStream out = process == null ? session.getConsole() : process.out();
        out.print(text);
        out.flush();
    }

    PrintStream errors() {
        return process == null ? session.getConsole() : process.err();
    }
}
