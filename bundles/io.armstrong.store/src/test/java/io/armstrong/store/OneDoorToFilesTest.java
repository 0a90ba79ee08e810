package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All disk access goes through {@link Disk}, which tests can fail: nothing but the real disk names what touches files. */
class OneDoorToFilesTest {
    private static final Pattern TOUCHES =
            Pattern.compile("\\b(Files|FileChannel|RandomAccessFile|FileInputStream|FileOutputStream|FileWriter)\\b");

    @Test
    void onlyTheRealDiskTouchesFiles() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> touching = sources.filter(source -> source.toString().endsWith(".java"))
                    .filter(OneDoorToFilesTest::touches)
                    .map(source -> source.getFileName().toString())
                    .sorted()
                    .toList();
            assertThat(touching).containsExactly("FileLockOfProcess.java", "NioDisk.java", "NioOutput.java");
        }
    }

    private static boolean touches(Path source) {
        try {
            return TOUCHES.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
