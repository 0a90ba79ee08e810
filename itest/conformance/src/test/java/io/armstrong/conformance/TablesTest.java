package io.armstrong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that a table of the readme names is there. */
class TablesTest {
    private static final Pattern NAMED = Pattern.compile("\\b([A-Z]\\w*Test)(?:\\.(\\w+))?");

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = sources();
        Matcher named = NAMED.matcher(Files.readString(Path.of("README.md")));
        int found = 0;
        while (named.find()) {
            assertThat(sources).as("the readme names %s", named.group()).containsKey(named.group(1));
            String method = named.group(2) == null ? "" : "void " + named.group(2) + "(";
            assertThat(sources.get(named.group(1))).as("%s", named.group()).contains(method);
            found++;
        }
        assertThat(found).isGreaterThan(50);
    }

    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Stream.concat(Files.walk(Path.of("../../bundles")), Files.walk(Path.of("..")))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(TablesTest::name, TablesTest::text, (one, other) -> one + other));
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
