package io.armstrong.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's status table says what the tree holds: nothing is done that no test shows. */
class StatusRulesTest {
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| (done|partly) \\| (.*) \\|");
    /** {@code core and supervisor.itest S7OrderedStopTest}: where, and the classes that are there. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w.]*\\w");
    /** The rows of the issue on supervision: each has a test named after it. */
    private static final Set<String> OWN_TEST =
            Set.of(("S1 S2 S3 S4 S5 S6 S7 S8 S9 R1 R2 R3 R4 R5 R6 R7 R8 R9 E1 E2 E3 E4 E5 B1 B2 B3 B4 B5 H1 H2 H3 H4 H5"
                            + " I1 I3 I4 I5 O2 O9")
                    .split(" "));

    private record Row(String id, boolean done, String where) {}

    private static List<Row> rows() {
        Matcher found = ROW.matcher(House.read(House.ROOT.resolve("README.md")));
        List<Row> rows = new ArrayList<>();
        while (found.find()) rows.add(new Row(found.group(1), found.group(2).equals("done"), found.group(3)));
        return rows;
    }

    @Test
    void everyTestThatIsNamedExists() {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            List<Path> places = new ArrayList<>();
            boolean named = false;
            Matcher words = WORD.matcher(row.where());
            while (words.find()) {
                Path place = place(words.group());
                if (place != null) {
                    if (named) places.clear();
                    named = false;
                    places.add(place);
                } else if (words.group().matches("[A-Z]\\w*Test")) {
                    named = true;
                    if (places.isEmpty()) missing.add(row.id() + ": no bundle before " + words.group());
                    for (Path there : places)
                        if (!holds(there, words.group()))
                            missing.add(row.id() + ": no " + words.group() + " in " + House.relative(there));
                }
            }
        }
        Verdict.none("the status table names tests after the bundle or test bundle that holds them", missing);
    }

    @Test
    void whatIsDoneNamesATest() {
        List<String> bare = rows().stream()
                .filter(row -> row.done() && !row.where().matches(".*\\b[A-Z]\\w*Test\\b.*"))
                .map(Row::id)
                .toList();
        Verdict.none("a row of the status table is done when a test shows it: name its class", bare);
    }

    @Test
    void theRowsOfSupervisionHaveATestOfTheirOwn() {
        Set<String> bare = new TreeSet<>(OWN_TEST);
        for (Row row : rows())
            if (row.done()
                    && Pattern.compile("\\b" + row.id() + "[A-Z]\\w*Test\\b")
                            .matcher(row.where())
                            .find()) bare.remove(row.id());
        Verdict.none("each row of supervision is done, with a test that is named after it", List.copyOf(bare));
    }

    /** The folder of that bundle or test module; null when the word is none. */
    private static Path place(String word) {
        for (String folder : List.of("bundles/io.armstrong." + word, "itest/io.armstrong." + word, "itest/" + word))
            if (Files.isDirectory(House.ROOT.resolve(folder))) return House.ROOT.resolve(folder);
        return null;
    }

    private static boolean holds(Path place, String name) {
        return House.javaBelow(place).stream()
                .anyMatch(source -> source.getFileName().toString().equals(name + ".java"));
    }
}
