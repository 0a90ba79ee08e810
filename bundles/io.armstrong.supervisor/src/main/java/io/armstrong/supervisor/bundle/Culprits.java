package io.armstrong.supervisor.bundle;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * Whose code a thread is running, by the classes in its stack: a stack knows names only, see {@link ClassFiles}.
 */
public final class Culprits {
    private static final List<String> NOBODYS =
            List.of("java.", "javax.", "jdk.", "sun.", "org.osgi.", "org.apache.felix.", "org.eclipse.osgi.");

    private Culprits() {}

    /** The innermost frame that is that bundle's code; empty when none is. */
    public static Optional<StackTraceElement> frameOf(Bundle bundle, StackTraceElement[] stack) {
        for (StackTraceElement frame : stack) if (isOf(bundle, frame)) return Optional.of(frame);
        return Optional.empty();
    }

    private static boolean isOf(Bundle bundle, StackTraceElement frame) {
        String name = frame.getClassName();
        return NOBODYS.stream().noneMatch(name::startsWith) && ClassFiles.has(bundle, name);
    }
}
