package io.armstrong.gogo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.command.Commands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.gogo.jline.Builtin;
import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Shell;
import org.jline.builtins.Completers.CompletionData;
import org.jline.builtins.Completers.CompletionEnvironment;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completion as the JLine shell asks for it, with that shell's own completer and its own command {@code complete}. */
class CandidatesTest {
    private final TestShell shell = new TestShell(new SampleServices());

    @BeforeEach
    void aSessionOfJLine() throws Exception {
        shell.session.put(Shell.VAR_COMPLETIONS, new HashMap<>());
        Completions completions = new Completions();
        shell.processor().addCommand("gogo", new Builtin(), "complete");
        shell.processor().addCommand("sup", completions, Completions.NAME);
        shell.processor().addListener(completions);
        shell.session.execute("x = 1");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private List<String> after(String line) {
        ParsedLine parsed = new Parser().parse(line, line.length(), org.jline.reader.Parser.ParseContext.COMPLETE);
        List<Candidate> found = new ArrayList<>();
        new org.jline.builtins.Completers.Completer(new Environment()).complete(null, parsed, found);
        return found.stream()
                .map(Candidate::value)
                .filter(value -> value.startsWith(parsed.word()))
                .toList();
    }

    @Test
    void everyCommandIsTaughtOnce() throws Exception {
        shell.session.execute("x = 2");
        Map<String, List<CompletionData>> known = Shell.getCompletions(shell.session);
        assertThat(known).hasSize(Commands.all().size());
        assertThat(known.values())
                .allMatch(data -> data.stream().filter(d -> d.argument != null).count() == 1);
    }

    @Test
    void commandsWithTheirScope() {
        assertThat(after("sup:st")).contains("sup:start", "sup:state", "sup:status", "sup:stop");
    }

    @Test
    void childrenAsFirstWord() {
        assertThat(after("sup:start c"))
                .containsExactlyInAnyOrder("crypto-policy", "counter", "contracts#1", "contracts#2");
        assertThat(after("sup:why mem")).containsExactly("mempool");
    }

    @Test
    void supervisorsWhereTheyAreMeant() {
        assertThat(after("sup:children n")).containsExactly("normal");
        assertThat(after("sup:status n")).containsExactly("normal");
        assertThat(after("sup:start n")).isEmpty();
    }

    @Test
    void optionsOfTheCommand() {
        assertThat(after("sup:tree --"))
                .containsExactlyInAnyOrder("--dot", "--ascii", "--limit", "--json", "--help", "--verbose");
    }

    @Test
    void valuesOfOptions() {
        assertThat(after("sup:add mine --tier ")).containsExactly("error-kernel", "critical", "normal", "peripheral");
        assertThat(after("sup:events --child co"))
                .containsExactly("counter", "contracts", "contracts#1", "contracts#2");
        assertThat(after("sup:events --limit ")).isEmpty();
    }

    @Test
    void versionsOfTheChildAndNamesOfCommands() {
        assertThat(after("sup:rollback counter ")).containsExactly("2.0.0", "1.0.0");
        assertThat(after("sup:rollback --accept-loss counter 1")).containsExactly("1.0.0");
        assertThat(after("sup:help ti")).containsExactly("tiers", "tier");
    }

    @Test
    void nothingWhereAnythingMayStand() {
        assertThat(after("sup:call counter ")).isEmpty();
    }

    private final class Environment implements CompletionEnvironment {
        @Override
        public Map<String, List<CompletionData>> getCompletions() {
            return Shell.getCompletions(shell.session);
        }

        @Override
        public Set<String> getCommands() {
            return Shell.getCommands(shell.session);
        }

        @Override
        public String resolveCommand(String command) {
            return Shell.resolve(shell.session, command);
        }

        @Override
        public String commandName(String command) {
            return command.substring(command.indexOf(':') + 1);
        }

        @Override
        public Object evaluate(LineReader reader, ParsedLine line, String function) throws Exception {
            assertThat(line).isInstanceOf(ParsedLineImpl.class);
            shell.session.put(Shell.VAR_COMMAND_LINE, line);
            return shell.session.execute(function);
        }
    }
}
