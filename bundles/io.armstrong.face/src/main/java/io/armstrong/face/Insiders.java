package io.armstrong.face;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Who sees everything: the system bundle, Service Component Runtime and the runtime's own bundles, by symbolic name. */
final class Insiders {
    private static final Set<String> NAMES = Set.of(
            "org.apache.felix.scr",
            "io.armstrong.api",
            "io.armstrong.core",
            "io.armstrong.process",
            "io.armstrong.lifecycle",
            "io.armstrong.face",
            "io.armstrong.breaker",
            "io.armstrong.health",
            "io.armstrong.store",
            "io.armstrong.journal",
            "io.armstrong.supervisor",
            "io.armstrong.upgrade",
            "io.armstrong.gogo");

    private Insiders() {}

    static boolean isInsider(Bundle bundle) {
        return bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || isOurs(bundle.getSymbolicName());
    }

    /** A bundle of OSGi release 3 has no name. */
    private static boolean isOurs(@Nullable String symbolicName) {
        return symbolicName != null && NAMES.contains(symbolicName);
    }
}
