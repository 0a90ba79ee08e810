package io.armstrong.launcher;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;

/**
 * Tells on standard error what the journal logs as a warning or an error, as a refused configuration: nobody else shows
 * the log of a framework that has just been started. With a shell or commands to come it falls silent once they can ask
 * for themselves; a service goes on.
 */
final class LogOnStandardError {
    private static final Duration LOG_WITHIN = Duration.ofSeconds(5);
    private static final List<String> TOLD = List.of("ERROR", "WARN");

    private volatile boolean silent;

    /** Listens from now on; a log that does not come up is no reason not to run, and is said. */
    void attach(BundleContext context) throws InterruptedException {
        Object log = new Services(context).await(Services.named("org.osgi.service.log.LogReaderService"), LOG_WITHIN);
        try {
            Services.call(Objects.requireNonNull(log, "no log service"), "addLogListener", listenerOf(log));
        } catch (Throwable e) {
            System.err.println("armstrong: the log is not shown: " + e);
        }
    }

    void fallSilent() {
        silent = true;
    }

    /** A {@code LogListener} of the framework's own class of that name. */
    private Object listenerOf(Object log) throws ClassNotFoundException {
        ClassLoader loader = log.getClass().getClassLoader();
        Class<?> type = Class.forName("org.osgi.service.log.LogListener", false, loader);
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "log on standard error";
                    default -> tell(arguments[0]);
                });
    }

    private Void tell(Object entry) throws Throwable {
        String level = String.valueOf(Services.call(entry, "getLogLevel"));
        String logger = String.valueOf(Services.call(entry, "getLoggerName"));
        if (!silent && TOLD.contains(level) && logger.startsWith("io.armstrong"))
            System.err.println(level + " " + Services.call(entry, "getMessage"));
        return null;
    }
}
