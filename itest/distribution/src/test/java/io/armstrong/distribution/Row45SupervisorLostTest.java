package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault row 45: the supervisor's threads stand still, as after a bug of ours, and only the guardian is left to notice. A
 * debugger makes them stand: nothing in the product can.
 */
@Tag("proof")
class Row45SupervisorLostTest {
    private static final String TIMERS = "armstrong-timer";

    @TempDir
    Path folder;

    @Test
    void row45ASupervisorWithoutPulseIsRestartedAndAtLastTheProcessEnds() throws Exception {
        Path err = folder.resolve("err");
        Process process = Armstrong.start(
                List.of(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=n,address=127.0.0.1:0",
                        // else there are threads of that name that keep nobody's time
                        "-Darmstrong.warmup=off"),
                folder.resolve("out"),
                err,
                "--demo",
                "--home",
                folder.resolve("home").toString());
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(err).contains(" runs, home "));
            VirtualMachine jvm = attach(port(folder.resolve("out")));
            for (int restarts = 1; restarts <= 3; restarts++) {
                stand(jvm);
                int wanted = restarts;
                await().atMost(Duration.ofSeconds(60)).until(() -> restarts(err) >= wanted && timers(jvm) > 0);
            }
            stand(jvm);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(76);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** Halts every thread that keeps the supervisor's time. */
    private static void stand(VirtualMachine jvm) {
        jvm.allThreads().stream()
                .filter(thread -> thread.name().startsWith(TIMERS) && !thread.isSuspended())
                .forEach(ThreadReference::suspend);
    }

    private static long timers(VirtualMachine jvm) {
        return jvm.allThreads().stream()
                .filter(thread -> thread.name().startsWith(TIMERS) && !thread.isSuspended())
                .count();
    }

    private static long restarts(Path err) throws IOException {
        return Files.readAllLines(err).stream()
                .filter(line -> line.contains("its bundle is restarted"))
                .count();
    }

    /** The JVM says it on its standard output. */
    private static String port(Path out) throws IOException {
        return Files.readAllLines(out).stream()
                .filter(line -> line.startsWith("Listening for transport"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*: (?:.*:)?(\\d+)$", "$1");
    }

    private static VirtualMachine attach(String port) throws Exception {
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        return socket.attach(arguments);
    }
}
