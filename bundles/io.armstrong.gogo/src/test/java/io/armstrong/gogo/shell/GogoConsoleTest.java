package io.armstrong.gogo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.Sample;
import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.view.Screen;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Colour and lines only where a person looks; a pipe, NO_COLOR and a dumb terminal get plain text. */
class GogoConsoleTest {
    private static final Map<String, String> UTF8 = Map.of("LANG", "en_US.UTF-8", "TERM", "xterm");

    private final TestShell shell = new TestShell(new SampleServices());

    @AfterEach
    void close() {
        shell.close();
    }

    private Screen screen(Map<String, String> env) throws Exception {
        AtomicReference<Screen> found = new AtomicReference<>();
        shell.processor().removeCommand("test", "look");
        shell.processor()
                .addCommand(
                        "test",
                        (Function) (session, words) -> {
                            found.set(GogoConsole.screen(
                                    session, Process.Utils.current(), env, Sample.NOW, ZoneOffset.UTC));
                            return null;
                        },
                        "look");
        shell.session.execute("test:look");
        return found.get();
    }

    @Test
    void aSessionWithoutATerminalIsPlain() throws Exception {
        assertThat(screen(UTF8)).isEqualTo(Screen.plain(Sample.NOW, ZoneOffset.UTC));
    }

    @Test
    void aTerminalHasColourLinesAndItsWidth() throws Exception {
        shell.withTerminal("xterm");
        assertThat(screen(UTF8)).isEqualTo(new Screen(true, true, false, 100, Sample.NOW, ZoneOffset.UTC));
    }

    @Test
    void noColorTakesTheColour() throws Exception {
        shell.withTerminal("xterm");
        assertThat(screen(Map.of("LANG", "C.UTF-8", "NO_COLOR", "1")).colour()).isFalse();
        assertThat(screen(Map.of("LANG", "C.UTF-8", "TERM", "dumb")).colour()).isFalse();
    }

    @Test
    void aDumbTerminalIsPlain() throws Exception {
        shell.withTerminal("dumb");
        assertThat(screen(UTF8)).isEqualTo(Screen.plain(Sample.NOW, ZoneOffset.UTC));
    }

    @Test
    void anotherLocaleIsAscii() throws Exception {
        shell.withTerminal("xterm");
        assertThat(screen(Map.of("LANG", "C")).ascii()).isTrue();
        assertThat(screen(Map.of("LANG", "de_DE.utf8", "LC_ALL", "POSIX")).ascii())
                .isTrue();
        assertThat(screen(Map.of()).ascii()).isTrue();
    }

    @Test
    void aPipeGetsPlainText() throws Exception {
        shell.withTerminal("xterm");
        shell.processor()
                .addCommand(
                        "test",
                        (Function) (session, words) -> {
                            Process.Utils.current()
                                    .in()
                                    .transferTo(Process.Utils.current().out());
                            return null;
                        },
                        "copy");
        assertThat(shell.run("sup:tree | test:copy").out()).contains("identity").doesNotContain("\u001b");
        assertThat(shell.run("sup:tree").out()).contains("\u001b[32mUP\u001b[0m");
    }
}
