package io.armstrong.supervisor.child;

import io.armstrong.api.worker.Worker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A worker's service that is no more, as a framework leaves it to who still has its reference: it is of no bundle, and there is nothing
 * to be given back. By a proxy, since only frameworks may implement what is theirs.
 */
final class PastService implements InvocationHandler {
    private final Map<String, Object> properties;

    private PastService(String component) {
        this.properties = Map.of("component.name", component, Constants.SERVICE_SCOPE, Constants.SCOPE_PROTOTYPE);
    }

    /** @param component the {@code component.name} of the worker */
    @SuppressWarnings("unchecked")
    static ServiceReference<Worker<?>> reference(String component) {
        return (ServiceReference<Worker<?>>) Proxy.newProxyInstance(
                PastService.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                new PastService(component));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "getProperty" -> properties.get((String) arguments[0]);
            case "getBundle" -> null;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "past service " + properties;
            default -> throw new IllegalStateException("nobody asks a service that is no more for " + method.getName());
        };
    }
}
