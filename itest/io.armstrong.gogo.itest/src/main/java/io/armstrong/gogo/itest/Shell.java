package io.armstrong.gogo.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** A session of the real Gogo beside the real supervisor, and one child, {@code counter}, that is up. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Shell {
    static final Duration LONG = Duration.ofSeconds(60);

    /** The exit code of what was thrown by another than a command of ours. */
    static final int NOT_OURS = -1;

    /** What came of one line. */
    record Said(String out, String failure, int exit) {}

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    CommandProcessor processor;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private CommandSession session;
    private Bundle counter;

    @BeforeEach
    void open() throws Exception {
        await().atMost(LONG).until(() -> commands().contains("help"));
        session = processor.createSession(InputStream.nullInputStream(), out, out);
        counter = context.installBundle(jar(1).toUri().toString());
        up("counter");
    }

    @AfterEach
    void close() throws Exception {
        run("sup:remove counter");
        if (counter.getState() != Bundle.UNINSTALLED) counter.uninstall();
        session.close();
    }

    /** The counter of that version as a file. */
    Path jar(int version) throws IOException {
        Path file = folder.resolve("counter-" + version + ".jar");
        try (InputStream in =
                context.getBundle().getEntry("jars/counter-" + version + ".jar").openStream()) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    void up(String id) {
        await().atMost(LONG)
                .ignoreException(SupervisionException.class)
                .until(() -> supervision.status(id).status() == ChildStatus.UP);
    }

    /** Names of the functions of scope {@code sup}. */
    Set<String> commands() throws InvalidSyntaxException {
        Set<String> names = new TreeSet<>();
        ServiceReference<?>[] found = context.getAllServiceReferences(null, "(osgi.command.scope=sup)");
        if (found != null)
            Arrays.stream(found)
                    .map(one -> String.valueOf(one.getProperty("osgi.command.function")))
                    .forEach(names::add);
        return names;
    }

    /** As a launcher runs it: the exit code is asked of what was thrown, without its class. */
    Said run(String line) throws ReflectiveOperationException {
        out.reset();
        try {
            session.execute(line);
            return new Said(out.toString(StandardCharsets.UTF_8), "", 0);
        } catch (Exception thrown) {
            return new Said(out.toString(StandardCharsets.UTF_8), thrown.toString(), exit(thrown));
        }
    }

    private static int exit(Exception thrown) throws ReflectiveOperationException {
        boolean ours = Arrays.stream(thrown.getClass().getMethods())
                .anyMatch(method -> method.getName().equals("exitCode"));
        return ours ? (int) thrown.getClass().getMethod("exitCode").invoke(thrown) : NOT_OURS;
    }
}
