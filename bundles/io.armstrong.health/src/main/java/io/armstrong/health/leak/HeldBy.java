package io.armstrong.health.leak;

import io.armstrong.health.heap.HeapPath;
import io.armstrong.health.heap.HeapPath.Hop;
import io.armstrong.health.leak.Holder.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what kind of holder it is from a way through the heap. */
final class HeldBy {
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
    private static final List<String> FRAMEWORK =
            List.of("org.apache.felix.framework.", "org.eclipse.osgi.", "org.apache.felix.scr.", "org.osgi.");
    /** Symbolic names of the runtime's own bundles; those of examples and tests have more parts. */
    private static final Pattern OURS = Pattern.compile("io\\.armstrong\\.[a-z]+");

    private final HeapPath path;
    private final String thread;
    private final Function<String, Optional<String>> bundles;

    /**
     * @param threadNames name of a live thread; null for one that has ended
     * @param bundles symbolic name of the bundle that holds a class of that name
     */
    HeldBy(HeapPath path, LongFunction<@Nullable String> threadNames, Function<String, Optional<String>> bundles) {
        this.path = path;
        String name = path.threadId() == 0 ? null : threadNames.apply(path.threadId());
        this.thread = name == null ? "" : name;
        this.bundles = bundles;
    }

    Holder holder() {
        Kind kind = kind();
        return new Holder(kind, what(kind) + path.text());
    }

    private Kind kind() {
        if (field("threadLocals") || field("inheritableThreadLocals")) return Kind.THREAD_LOCAL;
        if (through("java.lang.ApplicationShutdownHooks")) return Kind.SHUTDOWN_HOOK;
        if (through("java.sql.DriverManager") || through("java.sql.DriverInfo")) return Kind.JDBC_DRIVER;
        if (through("com.sun.jmx.") || through("javax.management.")) return Kind.MBEAN;
        Optional<Hop> keeper = keeper();
        if (keeper.isPresent()) return of(keeper.get());
        if (path.threadType().equals("java.util.TimerThread")) return Kind.TIMER;
        if (through("java.util.TimerThread") || through("java.util.TaskQueue")) return Kind.TIMER;
        if (through("java.util.concurrent.ThreadPoolExecutor")
                || through("java.util.concurrent.ScheduledThreadPoolExecutor")
                || through("java.util.concurrent.ForkJoinPool")) return Kind.EXECUTOR;
        if (path.hops().stream().anyMatch(this::foreignStatic)) return Kind.STATIC;
        return path.threadId() == 0 ? Kind.UNKNOWN : Kind.THREAD;
    }

    /** The last object before the child's own that belongs to some code that is not the JDK's. */
    private Optional<Hop> keeper() {
        Optional<Hop> last = Optional.empty();
        for (Hop hop : path.hops()) {
            if (hop.own()) break;
            if (!of(JDK, hop.type())) last = Optional.of(hop);
        }
        return last;
    }

    private Kind of(Hop keeper) {
        if (of(FRAMEWORK, keeper.type())) return ownObject() && !scr(keeper) ? Kind.LISTENER : Kind.FRAMEWORK;
        if (bundles.apply(keeper.type()).filter(OURS.asMatchPredicate()).isPresent()) return Kind.RUNTIME;
        return keeper.isStatic() ? Kind.STATIC : Kind.OBJECT;
    }

    private static boolean scr(Hop keeper) {
        return keeper.type().startsWith("org.apache.felix.scr.");
    }

    /** Whether the framework holds an object of the child's, and not only what it made for the bundle itself. */
    private boolean ownObject() {
        return path.hops().stream().anyMatch(hop -> hop.own() && !hop.ofClass());
    }

    private boolean foreignStatic(Hop hop) {
        return hop.isStatic() && !hop.own();
    }

    private boolean field(String name) {
        return path.hops().stream().anyMatch(hop -> hop.field().equals(name) && !hop.ofClass());
    }

    private boolean through(String prefix) {
        return path.hops().stream().anyMatch(hop -> !hop.own() && hop.type().startsWith(prefix));
    }

    private static boolean of(List<String> packages, String type) {
        return packages.stream().anyMatch(type::startsWith);
    }

    private String what(Kind kind) {
        return switch (kind) {
            case THREAD_LOCAL -> "a ThreadLocal" + onThread() + ": ";
            case SHUTDOWN_HOOK -> "a shutdown hook: ";
            case JDBC_DRIVER -> "a driver in java.sql.DriverManager: ";
            case MBEAN -> "an MBean: ";
            case TIMER -> "a java.util.Timer" + onThread() + ": ";
            case EXECUTOR -> "an executor" + onThread() + ": ";
            case THREAD -> "thread " + thread + ", " + path.root() + ": ";
            default -> thread.isEmpty() ? kept() : kept() + "from thread " + thread + ": ";
        };
    }

    private String kept() {
        return keeper().flatMap(keeper -> bundles.apply(keeper.type()))
                .map(bundle -> "in bundle " + bundle + ": ")
                .orElse("");
    }

    private String onThread() {
        return thread.isEmpty() ? "" : " of thread " + thread;
    }
}
