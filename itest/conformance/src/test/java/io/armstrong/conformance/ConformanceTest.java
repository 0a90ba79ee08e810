package io.armstrong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The product against what OTP did: every supervision scenario of the recordings, and the two ways to call the jar. */
class ConformanceTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/public.jsonl");

    @TempDir
    Path dir;

    @TestFactory
    Stream<DynamicTest> doesWhatOtpDoes() throws IOException {
        Map<String, List<Map<String, Object>>> groups = new HashMap<>();
        for (Map<String, Object> scenario : scenarios())
            groups.computeIfAbsent(Json.text(scenario, "group"), group -> new ArrayList<>())
                    .add(scenario);
        assertThat(groups.keySet()).contains("matrix", "simple_matrix", "start", "stop", "intensity");
        return groups.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> DynamicTest.dynamicTest(
                        group.getKey() + ", " + group.getValue().size() + " scenarios", () -> all(group.getValue())));
    }

    private static void all(List<Map<String, Object>> scenarios) {
        for (Map<String, Object> scenario : scenarios)
            assertThat(Comparison.differences(scenario, Player.play(scenario)))
                    .as(Json.text(scenario, "name"))
                    .isEmpty();
    }

    @Test
    void comparesAFileAndCounts() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, GOLDEN.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).endsWith("273 passed, 0 failed, 91 skipped");
    }

    @Test
    void emitsWhatWasTakenOut() throws IOException {
        List<String> stripped = new ArrayList<>();
        for (Map<String, Object> scenario : scenarios()) {
            Player.PRODUCED.forEach(scenario::remove);
            stripped.add(Json.write(scenario));
        }
        Path file = Files.write(dir.resolve("stripped.jsonl"), stripped);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, "--emit", file.toString())).isZero();
        Path emitted = Files.writeString(dir.resolve("emitted.jsonl"), out.toString(StandardCharsets.UTF_8));
        assertThat(run(new ByteArrayOutputStream(), emitted.toString())).isZero();
        for (String line : Files.readAllLines(emitted))
            assertThat(Json.read(line).keySet()).containsAll(Player.PRODUCED);
    }

    @Test
    void tellsEachDifferenceAndFails() throws IOException {
        String line = Json.write(scenarios().get(0)).replaceFirst("\"ev\":\"start\"", "\"ev\":\"exit\"");
        Path file =
                Files.write(dir.resolve("wrong.jsonl"), List.of(line, "{\"name\":\"x\",\"group\":\"matrix\"}", "{"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, file.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("observed[0]", "could not be run", "0 passed, 3 failed");
    }

    @Test
    void isDeterministic() throws IOException {
        for (Map<String, Object> scenario : scenarios())
            assertThat(Json.write(Player.play(scenario))).isEqualTo(Json.write(Player.play(scenario)));
    }

    /** Supervision scenarios only. */
    private static List<Map<String, Object>> scenarios() throws IOException {
        List<Map<String, Object>> scenarios = new ArrayList<>();
        for (String line : Files.readAllLines(GOLDEN)) {
            Map<String, Object> scenario = Json.read(line);
            if (scenario.containsKey("observed")) scenarios.add(scenario);
        }
        return scenarios;
    }

    private static int run(ByteArrayOutputStream out, String... args) throws IOException {
        PrintStream unread = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Main.run(List.of(args), new PrintStream(out, true, StandardCharsets.UTF_8), unread);
    }
}
