package io.armstrong.launcher;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Object log;
    private @Nullable Object listener;

    /** Listens from now on; a log that does not come up is no reason not to run, and is said. */
    void attach(BundleContext context) throws InterruptedException {
        if (silent) return;
        Object found = new Services(context).await(Services.named("org.osgi.service.log.LogReaderService"), LOG_WITHIN);
        try {
            listen(Objects.requireNonNull(found, "no log service"));
        } catch (Throwable e) {
            System.err.println("armstrong: the log is not shown: " + e);
        }
    }

    void listen(Object found) throws Throwable {
        Object told = listenerOf(found);
        Services.call(found, "addLogListener", told);
        log = found;
        listener = told;
    }

    /** Listens no longer: while anybody does, the log wakes a thread for each entry, and each start of a bundle is some. */
    void fallSilent() {
        silent = true;
        if (log == null || listener == null) return;
        try {
            Services.call(log, "removeLogListener", listener);
        } catch (Throwable e) {
            System.err.println("armstrong: the log is listened to in vain: " + e);
        }
    }

    /** A {@code LogListener} of the framework's own class of that name. */
    private Object listenerOf(Object log) throws ReflectiveOperationException {
        ClassLoader loader = log.getClass().getClassLoader();
        Class<?> type = Class.forName("org.osgi.service.log.LogListener", false, loader);
        Method level =
                Class.forName("org.osgi.service.log.LogEntry", false, loader).getMethod("getLogLevel");
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "log on standard error";
                    default -> tell(arguments[0], String.valueOf(level.invoke(arguments[0])));
                });
    }

    private Void tell(Object entry, String level) throws Throwable {
        if (silent || !TOLD.contains(level)) return null;
        if (String.valueOf(Services.call(entry, "getLoggerName")).startsWith("io.armstrong"))
            System.err.println(level + " " + Services.call(entry, "getMessage"));
        return null;
    }
}
