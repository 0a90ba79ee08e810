package io.armstrong.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;

/**
 * Something thrown, as text. The throwable itself is not kept: it would hold the class loader of the child.
 *
 * @param cause class and message of what was thrown, and its first frame outside the JDK and the framework; one line
 * @param trace its first frames, at most {@value #FRAMES}
 */
record Failure(String cause, List<String> trace) {
    static final int FRAMES = 32;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final List<String> NOT_OWN =
            List.of("java.", "javax.", "jdk.", "sun.", "org.osgi.", "org.apache.felix.", "org.eclipse.osgi.");
    private static final Set<String> OURS = Set.of(
            Call.class.getName(),
            CallThread.class.getName(),
            CallThreads.class.getName(),
            Errand.class.getName(),
            Orders.class.getName(),
            OsgiFramework.class.getName(),
            Steps.class.getName());

    Failure {
        trace = List.copyOf(trace);
    }

    /** The framework wraps what an activator throws: the child's own is told. */
    static Failure of(Throwable thrown) {
        Throwable own = thrown;
        while (own instanceof BundleException && own.getCause() != null) own = own.getCause();
        StackTraceElement[] stack = own.getStackTrace();
        return new Failure(line(own) + rootOf(own) + ownFrame(stack), frames(stack));
    }

    /** The first frames of a stack as text. */
    static List<String> frames(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .limit(FRAMES)
                .map(StackTraceElement::toString)
                .toList();
    }

    /** {@code " at a.B.c(B.java:7)"}: the first frame that is the child's; empty when there is none. */
    static String ownFrame(StackTraceElement[] stack) {
        return Arrays.stream(stack)
                .filter(frame -> own(frame.getClassName()))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
    }

    private static boolean own(String className) {
        int inner = className.indexOf('$');
        String outer = inner < 0 ? className : className.substring(0, inner);
        return !OURS.contains(outer) && NOT_OWN.stream().noneMatch(className::startsWith);
    }

    private static String rootOf(Throwable own) {
        Throwable root = own;
        for (int depth = 0; depth < FRAMES && root.getCause() != null; depth++) root = root.getCause();
        return root == own ? "" : "; caused by " + line(root);
    }

    private static String line(Throwable thrown) {
        String message = message(thrown);
        String name = thrown.getClass().getName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    /** A child's exception may throw when it is asked. */
    private static @Nullable String message(Throwable thrown) {
        try {
            String message = thrown.getMessage();
            if (message == null) return null;
            String line = message.strip().replaceAll("\\s*\\R\\s*", " | ");
            return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
        } catch (RuntimeException | Error bad) {
            return "its message cannot be read: " + bad.getClass().getName();
        }
    }
}
