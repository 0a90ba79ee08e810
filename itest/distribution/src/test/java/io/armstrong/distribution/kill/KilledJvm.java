package io.armstrong.distribution.kill;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The distributed jar in a process that is told what to do line by line and killed at a step of an upgrade. A debugger stops it
 * there: nothing in the product can.
 */
final class KilledJvm implements AutoCloseable {
    private static final long ANSWER_SECONDS = 60;
    private static final String END = "END OF ANSWER";

    private final Process process;
    private final Writer in;
    private final BlockingQueue<String> out = new LinkedBlockingQueue<>();
    private VirtualMachine jvm;
    /** Steps that began, {@code undo } before those of the way back. */
    final List<String> began = new ArrayList<>();

    KilledJvm(Path jar, Path home) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=n,address=127.0.0.1:0",
                        "-jar",
                        jar.toString(),
                        "--home",
                        home.toString(),
                        "--script",
                        "-")
                .redirectError(home.resolveSibling("err.txt").toFile())
                .start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "reader of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) out.add(line);
        } catch (IOException killed) {
            out.add(END);
        }
    }

    private String line() throws InterruptedException {
        String line = out.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (line == null) throw new AssertionError("no answer within " + ANSWER_SECONDS + " s");
        return line;
    }

    /** Attaches the debugger. */
    void watch() throws Exception {
        String port = line().replaceAll(".*: (?:.*:)?(\\d+)$", "$1");
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        jvm = socket.attach(arguments);
    }

    void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /** What a command prints. */
    String ask(String line) throws IOException, InterruptedException {
        say(line);
        say("end = '" + END + "'");
        StringBuilder answer = new StringBuilder();
        for (String next = line(); !next.equals(END); next = line())
            answer.append(next).append('\n');
        return answer.toString().strip();
    }

    /**
     * Orders an upgrade and kills the process when that step begins, or so many microseconds later.
     *
     * @return whether that step began; else the upgrade went to its end
     */
    boolean killAt(String order, String step, long microsLater) throws Exception {
        Method walk = jvm.classesByName("io.armstrong.upgrade.Walk")
                .get(0)
                .methodsByName("walk")
                .get(0);
        EventRequest request = jvm.eventRequestManager().createBreakpointRequest(walk.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
        say(order);
        say("end = '" + END + "'");
        while (true) {
            EventSet events = jvm.eventQueue().remove(200);
            if (events == null) {
                if (out.contains(END)) return false;
                continue;
            }
            for (Event event : events) {
                if (!(event instanceof BreakpointEvent stopped)) continue;
                began.add(step(stopped));
                if (!began.get(began.size() - 1).equals(step)) continue;
                if (microsLater > 0) events.resume();
                kill(microsLater);
                return true;
            }
            events.resume();
        }
    }

    private void kill(long microsLater) throws InterruptedException {
        long until = System.nanoTime() + microsLater * 1_000;
        while (System.nanoTime() < until) Thread.onSpinWait();
        process.destroyForcibly().waitFor();
    }

    private static String step(BreakpointEvent stopped) throws IncompatibleThreadStateException {
        List<com.sun.jdi.Value> arguments = stopped.thread().frame(0).getArgumentValues();
        String step = name((ObjectReference) arguments.get(0))
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '-');
        return name((ObjectReference) arguments.get(1)).equals("BACK") ? "undo " + step : step;
    }

    private static String name(ObjectReference constant) {
        return ((StringReference) constant.getValue(constant.referenceType().fieldByName("name"))).value();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        try {
            if (jvm != null) jvm.dispose();
        } catch (VMDisconnectedException gone) {
            jvm = null;
        }
    }
}
