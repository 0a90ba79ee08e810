package io.armstrong.distribution.soak;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The distributed jar in a process of its own, told what to do line by line, its vitals watched from outside. */
final class ToldJvm implements AutoCloseable {
    private static final String END = "END OF ANSWER";

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final JMXConnector vitals;

    ToldJvm(Path jar, Path home, Path errors) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "--home",
                        home.toString(),
                        "--script",
                        "-")
                .redirectError(errors.toFile())
                .start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        out = process.inputReader(StandardCharsets.UTF_8);
        vitals = attach(process.pid());
    }

    /** The agent that it starts listens on this machine only. */
    @SuppressWarnings("BanJNDI") // the address is of a process of our own
    private static JMXConnector attach(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
            try {
                return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** What a command prints. */
    String ask(String line) throws IOException {
        in.write(line + "\nend = '" + END + "'\n");
        in.flush();
        StringBuilder answer = new StringBuilder();
        for (String next = out.readLine(); !END.equals(next); next = out.readLine()) {
            if (next == null) throw new IOException("the process ended at: " + line + "\n" + answer);
            answer.append(next).append('\n');
        }
        return answer.toString().strip();
    }

    MBeanServerConnection beans() throws IOException {
        return vitals.getMBeanServerConnection();
    }

    @Override
    public void close() throws IOException {
        try {
            vitals.close();
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
