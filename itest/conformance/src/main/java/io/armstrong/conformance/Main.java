package io.armstrong.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code java -jar conformance.jar FILE.jsonl...} compares; {@code --emit FILE} prints each line with what the product
 * produced. Exit code 1 when anything failed, 2 when it was called wrongly.
 */
public final class Main {
    /** These are about code replacement in the BEAM and are not driven from here. */
    private static final Set<String> SKIPPED = Set.of("hot", "process", "release", "relup");

    private final PrintStream out;
    private final PrintStream err;
    private final boolean emit;
    private int passed;
    private int failed;
    private int skipped;

    private Main(PrintStream out, PrintStream err, boolean emit) {
        this.out = out;
        this.err = err;
        this.emit = emit;
    }

    public static void main(String[] args) throws IOException {
        PrintStream utf8 = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int code = run(List.of(args), utf8, System.err);
        utf8.flush();
        System.exit(code);
    }

    /** @return the exit code */
    static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
        boolean emit = args.contains("--emit");
        List<String> files = args.stream().filter(arg -> !arg.startsWith("--")).toList();
        boolean unknown = args.stream().anyMatch(arg -> arg.startsWith("--") && !arg.equals("--emit"));
        if (files.isEmpty() || unknown) {
            err.println("usage: java -jar conformance.jar [--emit] FILE.jsonl...");
            return 2;
        }
        for (String file : files)
            if (!Files.isReadable(Path.of(file))) {
                err.println("cannot read " + file);
                return 2;
            }
        Main main = new Main(out, err, emit);
        for (String file : files) main.file(Path.of(file));
        (emit ? err : out).println(main.summary());
        return main.failed == 0 ? 0 : 1;
    }

    private String summary() {
        return passed + " passed, " + failed + " failed" + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private void file(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) line(file.getFileName() + ":" + number, line);
            }
        }
    }

    private void line(String place, String line) {
        String name = place;
        try {
            Map<String, Object> scenario = Json.read(line);
            name = Json.text(scenario, "name");
            if (SKIPPED.contains(Json.text(scenario, "group"))) skip(line);
            else play(name, scenario);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError thrown) {
            failed++;
            (emit ? err : out).println("FAILED " + name + " (" + place + ")\n    could not be run: " + thrown);
        }
    }

    private void skip(String line) {
        skipped++;
        if (emit) out.println(line);
    }

    private void play(String name, Map<String, Object> scenario) {
        Map<String, Object> produced = Player.play(scenario);
        if (emit) {
            Map<String, Object> whole = new LinkedHashMap<>(scenario);
            whole.putAll(produced);
            out.println(Json.write(whole));
            passed++;
            return;
        }
        List<String> differences = Comparison.differences(scenario, produced);
        if (differences.isEmpty()) {
            passed++;
            return;
        }
        failed++;
        out.println("FAILED " + name);
        for (String difference : differences) out.println("    " + difference);
    }
}
