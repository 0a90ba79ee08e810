package io.armstrong.distribution.soak;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** One whose vitals are watched from outside; its JVM is as a user's is. */
final class WatchedJvm extends ToldJvm {
    /** Null before it was first asked. */
    private JMXConnector vitals;

    WatchedJvm(Path jar, Path home, Path errors) throws IOException {
        super(command(jar, home, List.of()), errors);
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

    /** Once it has answered something: one that has just begun fails to start its agent now and then. */
    MBeanServerConnection beans() throws IOException {
        JMXConnector there = vitals;
        if (there == null) vitals = there = attach(process.pid());
        return there.getMBeanServerConnection();
    }

    @Override
    public void close() throws InterruptedException {
        try {
            if (vitals != null) vitals.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            super.close();
        }
    }
}
