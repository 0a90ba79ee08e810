package io.armstrong.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a run ended, told to the next one (fault row 47): a file in the home that is there while the process runs and that a
 * run which ends as it should takes away again.
 */
final class LastRun {
    private static final String RUNNING = "running";

    private final Path file;
    /** What is written down stays for the next run to read. */
    private volatile boolean blamed;

    LastRun(Path home) {
        this.file = home.resolve("last-run");
    }

    /** What is to be said of the run before this one; empty if it ended as it should. Marks the new run. */
    Optional<String> begin() throws IOException {
        Optional<String> before = Files.exists(file)
                ? Optional.of(Files.readString(file).strip()).map(LastRun::sentence)
                : Optional.empty();
        Files.writeString(file, RUNNING);
        return before;
    }

    private static String sentence(String mark) {
        return mark.equals(RUNNING) || mark.isEmpty()
                ? "the last run ended without a word: it was killed or halted, or the machine went down"
                : mark;
    }

    /** The run ends as it should, unless somebody is to blame. */
    void ended() {
        if (blamed) return;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("armstrong: " + file + " cannot be removed: " + e.getMessage());
        }
    }

    /** For a shutdown hook: names who called {@link System#exit}, if anybody did. */
    void exiting() {
        caller(Thread.getAllStackTraces()).ifPresent(this::blame);
    }

    /** Whether the JVM ends because somebody called {@link System#exit}. */
    boolean blamed() {
        return blamed;
    }

    private void blame(String who) {
        blamed = true;
        String sentence = "the last run was ended by System.exit in " + who;
        System.err.println("armstrong: System.exit in " + who);
        try {
            Files.writeString(file, sentence);
        } catch (IOException e) {
            System.err.println("armstrong: cannot be told to the next run: " + e.getMessage());
        }
    }

    /** The frame below {@code System.exit} or {@code Runtime.exit}, with its thread; nobody when a signal came. */
    static Optional<String> caller(Map<Thread, StackTraceElement[]> stacks) {
        return stacks.entrySet().stream()
                .flatMap(entry -> frameBelowExit(entry.getValue())
                        .map(frame -> frame + ", thread " + entry.getKey().getName()))
                .findFirst();
    }

    private static Stream<String> frameBelowExit(StackTraceElement... stack) {
        int last = -1;
        for (int i = 0; i < stack.length; i++) if (isExit(stack[i])) last = i;
        if (last < 0) return Stream.empty();
        return Arrays.stream(stack).skip(last + 1L).limit(1).map(StackTraceElement::toString);
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getMethodName().equals("exit")
                && (frame.getClassName().equals("java.lang.Runtime")
                        || frame.getClassName().equals("java.lang.System"));
    }
}
