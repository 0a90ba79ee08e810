package io.armstrong.health.leak;

import io.armstrong.health.heap.HeapPath;
import io.armstrong.health.heap.Mark;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Names what holds a class loader, from what the JVM and the framework show now. */
final class Naming {
    private final BundleContext context;

    Naming(BundleContext context) {
        this.context = context;
    }

    /** What holds it, where that is seen without a heap dump. */
    Optional<Holder> visible(Mark loader) {
        return loader.get() instanceof ClassLoader held ? VisibleHolders.of(held) : Optional.empty();
    }

    Holder of(HeapPath path) {
        return new HeldBy(path, Naming::threadName, this::bundleOf).holder();
    }

    private static @Nullable String threadName(long id) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(id);
        return info == null ? null : info.getThreadName();
    }

    /** Code in jars inside a bundle is not found. */
    private Optional<String> bundleOf(String type) {
        int hidden = type.indexOf("$$");
        String file = (hidden < 0 ? type : type.substring(0, hidden)).replace('.', '/') + ".class";
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() != Bundle.UNINSTALLED)
                .filter(bundle -> has(bundle, file))
                .map(bundle -> String.valueOf(bundle.getSymbolicName()))
                .findFirst();
    }

    /** Not while it is updated or uninstalled: Felix has closed its content then, and throws. */
    private static boolean has(Bundle bundle, String file) {
        try {
            return bundle.getEntry(file) != null;
        } catch (IllegalStateException | NullPointerException closed) {
            return false;
        }
    }
}
