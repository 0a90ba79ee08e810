package io.armstrong.bench.inside;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The worker of the peers' bundle restart: an activator that registers one ordinary service, whose state is one number. */
public final class Adding implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        AtomicLong state = new AtomicLong();
        context.registerService(LongUnaryOperator.class, state::addAndGet, null);
    }

    @Override
    public void stop(BundleContext context) {
        // its service goes with the bundle
    }
}
