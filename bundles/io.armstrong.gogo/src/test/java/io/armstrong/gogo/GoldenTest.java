package io.armstrong.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.TestShell.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What each command prints, to the letter. {@code -Dgolden.update=true} rewrites the files; the review decides. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private static final List<String> LINES = List.of(
            "sup:tree",
            "sup:tree --limit 1",
            "sup:tree --json",
            "sup:tree --dot",
            "sup:tiers",
            "sup:tiers --json",
            "sup:status",
            "sup:status --json",
            "sup:status counter",
            "sup:status counter --json",
            "sup:status flaky",
            "sup:status normal",
            "sup:status normal --json",
            "sup:health",
            "sup:health --json",
            "sup:health normal",
            "sup:health flaky",
            "sup:health mempool",
            "sup:health mempool --json",
            "sup:health live",
            "sup:health ready --json",
            "sup:children normal",
            "sup:children contracts --json",
            "sup:children normal --limit 2",
            "sup:start counter",
            "sup:start counter --json",
            "sup:stop counter",
            "sup:stop mempool",
            "sup:restart counter",
            "sup:isolate counter",
            "sup:restore flaky",
            "sup:tier counter peripheral",
            "sup:tier counter nowhere",
            "sup:alarms",
            "sup:alarms --json",
            "sup:alarms counter",
            "sup:alarms flaky isolated --ack",
            "sup:alarms --clear",
            "sup:remove counter",
            "sup:remove counter --json",
            "sup:breaker",
            "sup:breaker --json",
            "sup:breaker bank",
            "sup:breaker counter --json",
            "sup:breaker --help",
            "sup:add mine --bundle com.example.mine",
            "sup:add contracts c-7 buyer=ann price=12 --json",
            "sup:add contracts --count 3 price=12",
            "sup:add contracts --count 3 --json",
            "sup:call counter add 5",
            "sup:call counter add 5 --json",
            "sup:cast counter add 5",
            "sup:cast counter add 5 --json",
            "sup:state counter",
            "sup:state counter --json",
            "sup:crash counter 'a reason'",
            "sup:crash counter --json",
            "sup:lint",
            "sup:lint new.jar",
            "sup:lint new.jar --json",
            "sup:upgrade counter new.jar",
            "sup:upgrade counter new.jar --json",
            "sup:upgrade counter new.jar --plan",
            "sup:upgrade counter new.jar --plan --json",
            "sup:upgrade counter new.jar --prove 5000",
            "sup:upgrade counter new.jar --prove 5000 --json",
            "sup:upgrade counter new.jar mempool new.jar",
            "sup:upgrade counter new.jar mempool new.jar --plan",
            "sup:upgrade --set set.json",
            "sup:upgrade --set set.json --json",
            "sup:upgrade --set set.json --plan --json",
            "sup:upgrade --set set.json --prove 10",
            "sup:upgrade --set broken.json",
            "sup:upgrade --set missing.json",
            "sup:upgrade --set set.json counter new.jar",
            "sup:upgrade counter new.jar mempool",
            "sup:upgrade",
            "sup:upgrade counter --score",
            "sup:upgrade counter --score --json",
            "sup:upgrade counter",
            "sup:rollout counter new.jar",
            "sup:rollout counter new.jar --json",
            "sup:rollout counter new.jar --plan",
            "sup:rollout counter",
            "sup:rollout status",
            "sup:rollout status --json",
            "sup:rollout status counter --watch",
            "sup:rollout abort counter",
            "sup:rollout counter new.jar --sticky never",
            "sup:rollout --help",
            "sup:rollback counter 1.0.0",
            "sup:versions counter",
            "sup:versions counter --json",
            "sup:history counter",
            "sup:history counter --json",
            "sup:adopt counter new.jar",
            "sup:events",
            "sup:events --limit 2 --json",
            "sup:why counter",
            "sup:why counter --json",
            "sup:help",
            "sup:help --json",
            "sup:help tree",
            "sup:upgrade --help",
            "sup:add --help",
            "sup:status nobody",
            "sup:status nobody --json",
            "sup:status counter more",
            "sup:start",
            "sup:tree --jsn",
            "sup:upgrade counter missing.jar",
            "sup:sttus counter");

    /** The example of the documentation: paths are relative to the file. */
    private static final String SET = """
            {"upgrades": [
              {"child": "counter", "jar": "new.jar"},
              {"child": "mempool", "jar": "new.jar"}
            ]}
            """;

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> prints() {
        return LINES.stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line)));
    }

    private void check(String line) throws Exception {
        Files.writeString(folder.resolve("new.jar"), "bytes");
        Files.writeString(folder.resolve("set.json"), SET);
        Files.writeString(folder.resolve("broken.json"), "{\"upgrades\": [{\"child\": \"counter\"}]}");
        try (TestShell shell = new TestShell(new SampleServices())) {
            shell.session.currentDir(folder);
            Said said = shell.run(line);
            String told = said.failure().isEmpty() ? "" : said.failure() + "\n";
            golden(
                    line,
                    ("$ " + line + "\n" + said.out() + told + "exit " + said.exit() + "\n")
                            .replace(folder.toRealPath().toString(), "FOLDER")
                            .replace(folder.toString(), "FOLDER"));
        }
    }

    private static void golden(String line, String text) throws Exception {
        Path file = FOLDER.resolve(line.replaceAll("[^A-Za-z0-9.#=-]+", "_") + ".txt");
        if (Boolean.getBoolean("golden.update")) Files.writeString(file, text);
        assertThat(file).as("-Dgolden.update=true writes it").exists();
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
