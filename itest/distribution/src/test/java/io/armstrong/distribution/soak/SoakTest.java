package io.armstrong.distribution.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U12's other half, invariant I30: upgrades of one child in a row leave nothing behind. {@code -Dsoak.upgrades=20000} for the long run;
 * 300 by default.
 */
@Tag("proof")
class SoakTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void nothingGrowsWithTheNumberOfUpgrades() throws Exception {
        Path jar = Path.of(System.getProperty("armstrong.jar")).normalize();
        assertThat(new Soak(folder, System.out).run(jar, Long.getLong("soak.upgrades", 300)))
                .isEmpty();
    }
}
