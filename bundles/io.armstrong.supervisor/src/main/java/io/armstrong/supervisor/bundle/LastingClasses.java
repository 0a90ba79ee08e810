package io.armstrong.supervisor.bundle;

import io.armstrong.process.PlainMessages;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/**
 * Which classes outlive the upgrade of a child: those of bundles in which no child lives (design section 5). An object of any other
 * would pin old code in its receiver, and mean nothing to the new.
 */
public final class LastingClasses implements PlainMessages.ClassRule {
    private final Predicate<String> hostsChildren;

    /** @param hostsChildren whether a child lives in the bundle of that symbolic name */
    public LastingClasses(Predicate<String> hostsChildren) {
        this.hostsChildren = hostsChildren;
    }

    @Override
    public @Nullable String refusal(Class<?> type) {
        if (!(type.getClassLoader() instanceof BundleReference home)) return null;
        Bundle bundle = home.getBundle();
        String name = String.valueOf(bundle == null ? null : bundle.getSymbolicName());
        if (!hostsChildren.test(name)) return null;
        return "is a class of bundle " + name
                + ", where a child lives: an upgrade replaces it; move it to an API bundle";
    }
}
