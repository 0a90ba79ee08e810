package io.armstrong.face.events;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Who somebody is, by symbolic name. */
final class Named {
    private Named() {}

    static boolean is(String symbolicName, BundleContext context) {
        Bundle bundle = bundleOf(context);
        return bundle != null && is(symbolicName, bundle);
    }

    static boolean is(String symbolicName, Bundle bundle) {
        return symbolicName.equals(bundle.getSymbolicName());
    }

    /** Null if it is gone: nobody hears. */
    static @Nullable Bundle bundleOf(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException stopped) {
            return null;
        }
    }
}
