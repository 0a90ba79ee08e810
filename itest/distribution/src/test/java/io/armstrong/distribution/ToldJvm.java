package io.armstrong.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The distributed jar in a process of its own that is told what to do line by line. Nobody but this process knows what it answered. */
public class ToldJvm implements AutoCloseable {
    private static final long ANSWER_SECONDS = 60;
    private static final String END = "END OF ANSWER";

    public final Process process;
    private final Writer in;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();

    /** @param command ends with the options of the product */
    public ToldJvm(List<String> command, Path err) throws IOException {
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                .start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "reader of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    public static ToldJvm in(Path home, Path err) throws IOException {
        return new ToldJvm(command(home), err);
    }

    /** The jar that was built. */
    public static Path jar() {
        return Path.of(System.getProperty("armstrong.jar")).normalize();
    }

    /** One that boots fast, since it does not live long. */
    public static List<String> command(Path home, String... jvm) {
        List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        options.addAll(List.of(jvm));
        return command(jar(), home, options);
    }

    /** @param options of the JVM */
    protected static List<String> command(Path jar, Path home, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // a kill has to meet the step that it is meant for: nothing else is at work then
        command.add("-Darmstrong.warmup=off");
        command.addAll(List.of("-jar", jar.toString(), "--home", home.toString(), "--script", "-"));
        return command;
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) out.add(line);
        } catch (IOException killed) {
            out.add("");
        }
        out.add(END);
    }

    protected final String line() throws InterruptedException {
        String line = out.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (line == null) throw new AssertionError("no answer within " + ANSWER_SECONDS + " s");
        return line;
    }

    public final void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** What a command prints. */
    public final String ask(String line) throws IOException, InterruptedException {
        say(line);
        say("end = '" + END + "'");
        StringBuilder answer = new StringBuilder();
        for (String next = line(); !next.equals(END); next = line())
            answer.append(next).append('\n');
        return answer.toString().strip();
    }

    protected final void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
