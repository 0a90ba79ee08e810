package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void aHomeIsMadeAndClaimed() throws Exception {
        Home home = Home.claim(folder.resolve("a/b"));
        assertThat(home.deposit()).isDirectory();
        assertThat(Files.readString(folder.resolve("a/b/lock")).strip())
                .isEqualTo(String.valueOf(ProcessHandle.current().pid()));
        home.lockFile().close();
    }

    @Test
    void aHomeInUseIsRefusedWithThePidOfItsOwner() throws Exception {
        Home home = Home.claim(folder);
        assertThatThrownBy(() -> Home.claim(folder))
                .isInstanceOfSatisfying(
                        LaunchFailed.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining("process " + ProcessHandle.current().pid());
        home.lockFile().close();
    }

    @Test
    void aFileInTheWayIsAUsageError() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Home.claim(file)).isInstanceOfSatisfying(LaunchFailed.class, e -> assertThat(e.code())
                .isEqualTo(ExitCode.USAGE));
    }
}
