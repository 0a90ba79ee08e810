package io.armstrong.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The distributed jar, run in a process of its own, with no terminal and nothing on its standard input. */
final class Armstrong {
    static final Path JAR = Path.of(System.getProperty("armstrong.jar")).normalize();
    static final Path UPGRADES =
            Path.of(System.getProperty("armstrong.upgrades")).normalize();
    /** A whole run, boot and stop included; far more than it takes. */
    static final long RUN_SECONDS = 110;

    private Armstrong() {}

    /** What a finished run left: exit code and both streams. */
    record Run(int exit, String out, String err) {}

    /** Runs it to its end. */
    static Run run(Path folder, String... options) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = start(out, err, options);
        if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("not ended after " + RUN_SECONDS + " s\nout: " + Files.readString(out) + "\nerr: "
                    + Files.readString(err));
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts it and lets it run. */
    static Process start(Path out, Path err, String... options) throws IOException {
        return start(List.of(), out, err, options);
    }

    /** The same, with options for the JVM. */
    static Process start(List<String> jvm, Path out, Path err, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-jar");
        command.add(JAR.toString());
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }
}
