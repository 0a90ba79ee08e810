package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRunTest {
    @TempDir
    Path home;

    @Test
    void aRunThatEndedAsItShouldLeavesNothingToTell() throws Exception {
        LastRun run = new LastRun(home);
        assertThat(run.begin()).isEmpty();
        run.ended();
        assertThat(new LastRun(home).begin()).isEmpty();
        assertThat(Files.list(home)).hasSize(1);
    }

    @Test
    void aRunThatDidNotEndIsTold() throws Exception {
        new LastRun(home).begin();
        assertThat(new LastRun(home).begin())
                .hasValueSatisfying(told -> assertThat(told).startsWith("the last run ended without a word"));
    }

    @Test
    void theCallerOfExitIsTheFrameBelowIt() {
        StackTraceElement[] stack = {
            frame("java.lang.Thread", "join"),
            frame("java.lang.Shutdown", "exit"),
            frame("java.lang.Runtime", "exit"),
            frame("java.lang.System", "exit"),
            frame("com.acme.Till", "close"),
            frame("com.acme.Main", "run")
        };
        assertThat(LastRun.caller(Map.of(Thread.currentThread(), stack)))
                .hasValueSatisfying(who ->
                        assertThat(who).startsWith("com.acme.Till.close(").contains("thread "));
    }

    @Test
    void aSignalHasNoCaller() {
        StackTraceElement[] stack = {frame("java.lang.Shutdown", "exit"), frame("java.lang.Terminator$1", "handle")};
        assertThat(LastRun.caller(Map.of(Thread.currentThread(), stack))).isEmpty();
    }

    private static StackTraceElement frame(String type, String method) {
        return new StackTraceElement(type, method, type + ".java", 1);
    }
}
