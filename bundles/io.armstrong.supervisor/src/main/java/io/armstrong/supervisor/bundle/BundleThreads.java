package io.armstrong.supervisor.bundle;

import io.armstrong.process.Meters;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;

/**
 * The threads that a plain bundle made, and what they allocated. Nobody tells whose a thread is, so it is known by its stack: the
 * outermost code on it that is not the JDK's lies in the bundle, told by name, so a class that two bundles hold is of both. New threads are looked for once a second. From any thread.
 */
public final class BundleThreads {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Meters meters;
    /** Whether a thread is the bundle's; one that runs nothing but the JDK's code is not decided yet. Guarded by this. */
    private final Map<Thread, Boolean> decided = new WeakHashMap<>();

    private long lookAt;
    private boolean looked;

    public BundleThreads(Meters meters) {
        this.meters = meters;
    }

    /** Bytes allocated so far by the bundle's threads that live; what ended ones did is not known. */
    public synchronized long allocated(Bundle bundle, long nanos) {
        if (!looked || nanos - lookAt >= 0) look(bundle, nanos);
        long sum = 0;
        for (Map.Entry<Thread, Boolean> thread : decided.entrySet())
            if (thread.getValue()) sum += meters.allocatedBy(thread.getKey());
        return sum;
    }

    private void look(Bundle bundle, long nanos) {
        looked = true;
        lookAt = nanos + LOOK_NANOS;
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (decided.containsKey(thread)) return;
            for (int i = stack.length - 1; i >= 0; i--) {
                String type = stack[i].getClassName();
                if (ofTheJdk(type)) continue;
                decided.put(thread, ClassFiles.has(bundle, type));
                return;
            }
        });
    }

    private static boolean ofTheJdk(String type) {
        return type.startsWith("java.") || type.startsWith("jdk.") || type.startsWith("sun.");
    }
}
