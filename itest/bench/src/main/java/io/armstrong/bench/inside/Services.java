package io.armstrong.bench.inside;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The runtime's services, as any bundle gets them. */
final class Services implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<?>> used = new ArrayList<>();

    Services(BundleContext context) {
        this.context = context;
    }

    <T> T get(Class<T> type) {
        ServiceReference<T> found = context.getServiceReference(type);
        T service = found == null ? null : context.getService(found);
        if (service == null) throw new IllegalStateException("no " + type.getName());
        used.add(found);
        return service;
    }

    @Override
    public void close() {
        used.forEach(context::ungetService);
    }
}
