package io.armstrong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        Map<String, String> sources = new HashMap<>();
        for (String place : List.of("../../bundles", ".."))
            Files.walkFileTree(Path.of(place), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    // What other tests make there vanishes on the way.
                    return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (file.toString().endsWith("Test.java"))
                        sources.merge(name(file), Files.readString(file), String::concat);
                    return FileVisitResult.CONTINUE;
                }
            });
        return sources;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
