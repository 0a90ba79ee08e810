package io.armstrong.face;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerOpen;
import io.armstrong.api.breaker.CircuitBreaker;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * What others hold instead of one raw service of a child: a proxy of one interface, registered once and never taken back while
 * the child is there. Behind it the raw services come and go.
 */
final class Mask implements InvocationHandler, Door.Ready {
    /** What is another value after each start and means nothing to consumers. */
    private static final Set<String> OF_THE_RAW = Set.of(
            Constants.OBJECTCLASS,
            Constants.SERVICE_ID,
            Constants.SERVICE_BUNDLEID,
            Constants.SERVICE_SCOPE,
            "component.id");

    private final String childId;
    private final Door door;
    private final Class<?> type;
    private final Consumer<ArmstrongEvent> events;
    /** The raw service of each bundle that may stand behind. Replaced under the lock, never changed. */
    private volatile Map<Long, Target> targets = Map.of();

    private final Object changing = new Object();
    /** Read on every call. */
    private volatile @Nullable Target current;

    private @Nullable ServiceRegistration<?> registration;
    private Map<String, Object> published = Map.of();
    private final Set<String> leaking = new HashSet<>();
    private volatile String leak = "";

    Mask(String childId, Door door, Class<?> type, Consumer<ArmstrongEvent> events) {
        this.childId = childId;
        this.door = door;
        this.type = type;
        this.events = events;
    }

    String name() {
        return type.getName();
    }

    // ---- what stands behind it ----

    boolean has(long bundleId) {
        return targets.containsKey(bundleId);
    }

    void add(Target target) {
        synchronized (changing) {
            Map<Long, Target> more = new HashMap<>(targets);
            more.put(target.bundleId(), target);
            targets = Map.copyOf(more);
        }
    }

    /** That raw service is gone. @return whether it stood behind this mask */
    boolean remove(ServiceReference<?> reference) {
        Target gone = null;
        synchronized (changing) {
            for (Target target : targets.values()) if (target.reference().equals(reference)) gone = target;
            if (gone == null) return false;
            Map<Long, Target> fewer = new HashMap<>(targets);
            fewer.remove(gone.bundleId());
            targets = Map.copyOf(fewer);
            if (current == gone) current = null;
        }
        gone.release();
        return true;
    }

    /** Calls go to the raw service of that bundle from now on, if it has one. */
    void serve(long bundleId) {
        synchronized (changing) {
            current = targets.get(bundleId);
        }
    }

    boolean stands() {
        return current != null;
    }

    String note() {
        if (!leak.isEmpty()) return leak;
        return current == null ? "the child does not offer it now" : "";
    }

    // ---- what others see ----

    /** Registers the proxy, or tells others that the properties of the raw service have changed. */
    synchronized void publish(BundleContext context) {
        Target behind = current;
        if (behind == null) return;
        Map<String, Object> now = properties(behind.reference());
        if (registration != null && same(now, published)) return;
        Dictionary<String, Object> properties = new Hashtable<>(now);
        published = now;
        if (registration != null) registration.setProperties(properties);
        else registration = context.registerService(type.getName(), proxy(), properties);
    }

    synchronized void withdraw() {
        synchronized (changing) {
            current = null;
            targets.values().forEach(Target::release);
            targets = Map.of();
        }
        if (registration == null) return;
        try {
            registration.unregister();
        } catch (IllegalStateException stopped) {
            // the face is being stopped: the framework has taken it back
        }
        registration = null;
    }

    private Map<String, Object> properties(ServiceReference<?> raw) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : raw.getPropertyKeys())
            if (!OF_THE_RAW.contains(key)) properties.put(key, raw.getProperty(key));
        properties.put(StableFaces.CHILD, childId);
        return properties;
    }

    private static boolean same(Map<String, Object> some, Map<String, Object> others) {
        return some.keySet().equals(others.keySet())
                && some.keySet().stream().allMatch(key -> Objects.deepEquals(some.get(key), others.get(key)));
    }

    /** Of the interface's own loader: a proxy of the child's would be stale with it. */
    private Object proxy() {
        ClassLoader loader = type.getClassLoader();
        return Proxy.newProxyInstance(
                loader == null ? Mask.class.getClassLoader() : loader, new Class<?>[] {type}, this);
    }

    // ---- a call ----

    @Override
    public boolean ready() {
        Tenure tenure = door.open();
        Target behind = current;
        return tenure != null && behind != null && behind.bundleId() == tenure.bundleId();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) return ofObject(proxy, method, arguments);
        Fork fork = door.fork();
        if (fork == null) return own(method, arguments, null);
        Side side = fork.choose(arguments);
        int stripe = side == null ? -1 : side.tenure().enter();
        if (side == null || stripe < 0) return own(method, arguments, fork.own().counts());
        try {
            Target behind = targets.get(side.bundleId());
            if (behind != null && behind.object() != null)
                return call(side.tenure(), behind, method, arguments, side.counts());
            if (behind != null)
                side.counts().add(0, true); // its component cannot be activated: who called need not know
        } finally {
            side.tenure().leave(stripe);
        }
        return own(method, arguments, fork.own().counts());
    }

    /** A call of the child's own side, once its door is open. @param counts null while the child is not split */
    private @Nullable Object own(Method method, Object @Nullable [] arguments, @Nullable Counts counts)
            throws Throwable {
        long left = -1;
        while (true) {
            Tenure tenure = door.open();
            int stripe = tenure == null ? -1 : tenure.enter();
            if (tenure != null && stripe >= 0) {
                try {
                    Target behind = current;
                    if (behind != null && behind.bundleId() == tenure.bundleId())
                        return call(tenure, behind, method, arguments, counts);
                } finally {
                    tenure.leave(stripe);
                }
            }
            left = door.await(type.getName(), left, this);
        }
    }

    private @Nullable Object call(
            Tenure tenure, Target behind, Method method, Object @Nullable [] arguments, @Nullable Counts counts)
            throws Throwable {
        Object raw = behind.object();
        if (raw == null) throw door.refused(type.getName(), "its component cannot be activated", Duration.ZERO);
        CircuitBreaker.Permit permit = permit(tenure);
        long began = counts == null ? 0 : System.nanoTime();
        try {
            Object result = method.invoke(raw, arguments);
            if (counts != null) counts.add(System.nanoTime() - began, false);
            if (permit != null) permit.succeeded();
            if (behind.leaks(result)) leaked(method, result);
            if (!tenure.fenced()) return result;
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            if (counts != null) counts.add(System.nanoTime() - began, isFailure(thrown));
            if (permit != null) told(permit, thrown);
            if (!tenure.fenced()) throw thrown;
        }
        throw door.refused(
                type.getName(),
                "incarnation " + tenure.incarnation() + " was stopped while it was in the call; it may have been done",
                Duration.ZERO);
    }

    private CircuitBreaker.@Nullable Permit permit(Tenure tenure) {
        CircuitBreaker breaker = tenure.breaker();
        try {
            return breaker == null ? null : breaker.acquire();
        } catch (BreakerOpen open) {
            throw door.refused(type.getName(), "its breaker is open", open.retryAfter());
        }
    }

    /** A declared exception is an answer (design D16). */
    private static boolean isFailure(Throwable thrown) {
        return thrown instanceof RuntimeException || thrown instanceof Error;
    }

    private static void told(CircuitBreaker.Permit permit, Throwable thrown) {
        if (isFailure(thrown)) permit.failed(thrown);
        else permit.succeeded();
    }

    /** Told once a method: whoever keeps such an object calls old code after the next upgrade. */
    private void leaked(Method method, @Nullable Object result) {
        synchronized (leaking) {
            if (!leaking.add(method.toString())) return;
        }
        String what = type.getSimpleName() + "." + method.getName() + " hands out an object of the child's own class "
                + (result == null ? "" : result.getClass().getName());
        leak = what;
        events.accept(new ArmstrongEvent.AlarmSet(
                childId, "leak", what + ": who keeps it calls old code after an upgrade", "sup:status " + childId));
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && arguments[0] == proxy;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getName() + " of child " + childId;
        };
    }
}
