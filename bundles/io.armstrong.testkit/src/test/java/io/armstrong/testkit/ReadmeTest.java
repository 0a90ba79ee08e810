package io.armstrong.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The readme shows a whole test, and it is that very test which runs here. */
class ReadmeTest {
    @Test
    void theReadmeShowsTheCounterTest() throws IOException {
        String test = Files.readString(Path.of("src", "test", "java", "io/armstrong/testkit/CounterTest.java"));
        String shown = test.substring(test.indexOf("import static"));
        assertThat(shown.lines().count()).isLessThanOrEqualTo(20);
        assertThat(Files.readString(Path.of("readme.md"))).contains("```java\n" + shown + "```");
    }
}
