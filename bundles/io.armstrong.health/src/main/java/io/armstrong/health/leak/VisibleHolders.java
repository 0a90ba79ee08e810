package io.armstrong.health.leak;

import io.armstrong.health.leak.Holder.Kind;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Holders that the JVM shows to everybody, found without a heap dump. */
final class VisibleHolders {
    private VisibleHolders() {}

    /** Keeps the class loader for as long as it looks. */
    static Optional<Holder> of(ClassLoader loader) {
        return thread(loader).or(() -> mbean(loader));
    }

    private static Optional<Holder> thread(ClassLoader loader) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String how = holds(thread, loader);
            if (!how.isEmpty()) return Optional.of(new Holder(Kind.THREAD, "thread " + thread.getName() + ", " + how));
        }
        return Optional.empty();
    }

    private static String holds(Thread thread, ClassLoader loader) {
        if (thread.getClass().getClassLoader() == loader)
            return "a " + thread.getClass().getName();
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        if (handler != null && handler.getClass().getClassLoader() == loader)
            return "its uncaught exception handler is a " + handler.getClass().getName();
        return thread.getContextClassLoader() == loader ? "whose context class loader it is" : "";
    }

    private static Optional<Holder> mbean(ClassLoader loader) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName name : server.queryNames(null, null)) {
            try {
                if (server.getClassLoaderFor(name) == loader)
                    return Optional.of(new Holder(Kind.MBEAN, "MBean " + name));
            } catch (InstanceNotFoundException gone) {
                // it went meanwhile, and holds nothing
            }
        }
        return Optional.empty();
    }
}
