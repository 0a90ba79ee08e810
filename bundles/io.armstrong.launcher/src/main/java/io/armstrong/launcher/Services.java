package io.armstrong.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Services seen from outside the framework. Their interfaces live in bundles, so they are called by name; sharing
 * classes with our class path would nail those bundles down for good.
 */
record Services(BundleContext context) {
    /** The service, or null if none matches within the limit. */
    @Nullable
    Object await(String filter, Duration limit) throws InterruptedException {
        try {
            ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, context.createFilter(filter), null);
            tracker.open(true);
            try {
                return tracker.waitForService(limit.toMillis());
            } finally {
                tracker.close();
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String named(String type) {
        return "(" + Constants.OBJECTCLASS + "=" + type + ")";
    }

    /** Calls the public method of that name that takes these arguments; what it throws comes as it is. */
    static @Nullable Object call(Object target, String method, Object... arguments) throws Throwable {
        try {
            Method found = find(target.getClass(), method, arguments);
            found.trySetAccessible(); // a public method of a class that is not public itself
            return found.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static Method find(Class<?> type, String name, Object... arguments) throws NoSuchMethodException {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && takes(method.getParameterTypes(), arguments))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(type.getName() + "." + name));
    }

    private static boolean takes(Class<?>[] types, Object... arguments) {
        if (types.length != arguments.length) return false;
        for (int i = 0; i < types.length; i++)
            if (!types[i].isPrimitive() && !types[i].isInstance(arguments[i])) return false;
        return true;
    }
}
