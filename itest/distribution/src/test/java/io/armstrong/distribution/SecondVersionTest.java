package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide "version 2 of your child": every command in it is carried out, every piece of code is looked up. */
class SecondVersionTest {
    private static final Path ROOT = Armstrong.JAR.getParent().getParent().getParent();
    private static final Path EXAMPLES = ROOT.resolve("bundles/examples");
    private static final String PROMPT = "armstrong> ";
    private static final String SHELL = "$ ";

    @TempDir
    Path folder;

    /** What stands between two fences, the first of which names that language. */
    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = null;
        boolean wanted = false;
        for (String line : Files.readAllLines(EXAMPLES.resolve("second-version.md"))) {
            boolean fence = line.startsWith("```");
            if (fence && block == null) {
                block = new StringBuilder();
                wanted = line.equals("```" + language);
            } else if (fence) {
                if (wanted) blocks.add(block.toString());
                block = null;
            } else if (block != null) {
                block.append(line).append('\n');
            }
        }
        return blocks;
    }

    @Test
    void everyPieceOfCodeStandsInTheExample() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(EXAMPLES.resolve("io.armstrong.examples.counter.v2/src/main"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) sources.add(Files.readString(file));
        }
        assertThat(blocks("java")).hasSizeGreaterThanOrEqualTo(3).allSatisfy(piece -> assertThat(sources)
                .anySatisfy(source -> assertThat(source).contains(piece)));
    }

    @Test
    void everyCommandPrintsWhatTheGuideSays() throws Exception {
        List<String> lines = String.join("", blocks("")).lines().toList();
        List<String> commands = starting(lines, PROMPT);
        assertThat(commands).hasSizeGreaterThan(10);

        String printed = run(starting(lines, SHELL).get(0), commands);

        String expected = lines.stream()
                .filter(line -> !line.startsWith(PROMPT) && !line.startsWith(SHELL))
                .map(SecondVersionTest::pattern)
                .collect(Collectors.joining());
        assertThat(printed).matches(Pattern.compile(expected, Pattern.DOTALL));
    }

    private static List<String> starting(List<String> lines, String with) {
        return lines.stream()
                .filter(line -> line.startsWith(with))
                .map(line -> line.substring(with.length()))
                .toList();
    }

    /** {@code ...} alone is any number of lines, within a line any text. */
    private static String pattern(String line) {
        if (line.equals("...")) return "(?:[^\\n]*\\n)*?";
        return Stream.of(line.split("\\.\\.\\.", -1)).map(Pattern::quote).collect(Collectors.joining("[^\\n]*"))
                + "\\n";
    }

    private String run(String shell, List<String> commands) throws Exception {
        List<String> words = new ArrayList<>(
                List.of(shell.replace("HOME", folder.resolve("home").toString()).split(" ")));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        commands.forEach(command -> words.addAll(List.of("--exec", command)));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(words)
                .directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(Armstrong.RUN_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(out) + Files.readString(err))
                .isZero();
        return Files.readString(out);
    }
}
