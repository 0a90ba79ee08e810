package io.armstrong.face;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Which interfaces of a raw service get a face (limits of design D16).
 *
 * @param faced the interfaces that get a proxy
 * @param raw why others do not, by name; interfaces of the runtime itself are not told
 * @param names all names under which the raw service is registered
 */
record Verdict(List<Class<?>> faced, Map<String, String> raw, Set<String> names) {
    private static final List<String> WHITEBOARD = List.of("org.osgi.", "jakarta.servlet.", "javax.servlet.");

    static Verdict on(BundleContext context, ServiceReference<?> reference, Bundle owner) {
        List<Class<?>> faced = new ArrayList<>();
        Map<String, String> raw = new TreeMap<>();
        Set<String> names = Set.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        String scope = scope(context, reference, owner);
        for (String name : names) {
            Class<?> type = load(owner, name);
            if (type != null && isOurs(type)) continue;
            String why = !scope.isEmpty() ? scope : whyNot(name, type, owner);
            if (why.isEmpty() && type != null) faced.add(type);
            else raw.put(name, why);
        }
        return new Verdict(List.copyOf(faced), raw, names);
    }

    private static @Nullable Class<?> load(Bundle owner, String name) {
        try {
            return owner.loadClass(name);
        } catch (ClassNotFoundException | LinkageError | IllegalStateException absent) {
            return null; // told as the reason why it is raw
        }
    }

    private static boolean isOurs(Class<?> type) {
        Bundle from = FrameworkUtil.getBundle(type);
        return from != null && type.getName().startsWith("io.armstrong.") && Insiders.isInsider(from);
    }

    private static String whyNot(String name, @Nullable Class<?> type, Bundle owner) {
        if (WHITEBOARD.stream().anyMatch(name::startsWith)) return "an interface of a whiteboard is never masked";
        if (type == null) return "its bundle cannot load it";
        if (!type.isInterface()) return "it is a class, not an interface";
        if (!Modifier.isPublic(type.getModifiers())) return "it is not public";
        if (owner.equals(FrameworkUtil.getBundle(type)))
            return "it is a class of the child itself: move it into a bundle of its own";
        return "";
    }

    /**
     * Why its scope forbids a face; empty when it does not. A component of scope singleton is registered as a service factory,
     * which the framework calls scope bundle: so DS is asked.
     */
    private static String scope(BundleContext context, ServiceReference<?> reference, Bundle owner) {
        Object scope = reference.getProperty(Constants.SERVICE_SCOPE);
        if (Constants.SCOPE_PROTOTYPE.equals(scope)) return "a service of scope prototype has no face";
        if (!Constants.SCOPE_BUNDLE.equals(scope)) return "";
        Object component = reference.getProperty(ComponentConstants.COMPONENT_NAME);
        if (component != null && Constants.SCOPE_SINGLETON.equals(scopeOf(context, owner, component.toString())))
            return "";
        return "a service of scope bundle has no face";
    }

    private static String scopeOf(BundleContext context, Bundle owner, String component) {
        ServiceReference<ServiceComponentRuntime> found = context.getServiceReference(ServiceComponentRuntime.class);
        @Nullable ServiceComponentRuntime runtime = found == null ? null : context.getService(found);
        if (found == null || runtime == null) return "";
        try {
            ComponentDescriptionDTO description = runtime.getComponentDescriptionDTO(owner, component);
            return description == null ? "" : description.scope;
        } finally {
            context.ungetService(found);
        }
    }
}
