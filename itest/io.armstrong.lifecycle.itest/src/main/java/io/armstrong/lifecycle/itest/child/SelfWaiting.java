package io.armstrong.lifecycle.itest.child;

import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** A component that waits for the very service that it will register when it is active. */
public final class SelfWaiting {
    public void activate(BundleContext context) throws Exception {
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(
                context, context.createFilter("(child=" + SelfWaiting.class.getName() + ")"), null);
        tracker.open();
        try {
            tracker.waitForService(0);
        } finally {
            tracker.close();
        }
        context.registerService(Supplier.class, () -> "served", null);
    }
}
