package io.armstrong.launcher;

import java.util.Map;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.launch.Framework;

/** The shell's {@code exit} and {@code quit}: without them {@code exit} is {@link System#exit}, which wants a number. */
public final class Leave {
    private final Framework framework;

    private Leave(Framework framework) {
        this.framework = framework;
    }

    static void offer(Framework framework) {
        Map<String, ?> properties =
                Map.of("osgi.command.scope", "gogo", "osgi.command.function", new String[] {"exit", "quit"});
        framework
                .getBundleContext()
                .registerService(Leave.class, new Leave(framework), FrameworkUtil.asDictionary(properties));
    }

    /** Begins to stop the framework and returns. */
    public void exit() throws BundleException {
        framework.stop();
    }

    /** The same, for those who know it by this name. */
    public void quit() throws BundleException {
        exit();
    }
}
