package io.armstrong.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Says why a bundle does not resolve, in the same words on every framework. */
final class MissingRequirements {
    private static final int MOST_NAMED = 3;

    private MissingRequirements() {}

    /** {@code missing osgi.wiring.package (osgi.wiring.package=a.b)}; what else it can be when each alone is offered. */
    static String of(Bundle bundle, Bundle[] all) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) return "it has no content";
        List<BundleCapability> offered = offered(all);
        List<String> missing = revision.getDeclaredRequirements(null).stream()
                .filter(MissingRequirements::counts)
                .filter(wanted -> offered.stream().noneMatch(wanted::matches))
                .map(wanted -> wanted.getNamespace() + " "
                        + Objects.requireNonNullElse(wanted.getDirectives().get("filter"), ""))
                .toList();
        if (missing.isEmpty())
            return "each requirement is offered by itself; a provider does not resolve, or two of them exclude each other";
        String rest = missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "";
        return "missing " + String.join(", ", missing.stream().limit(MOST_NAMED).toList()) + rest;
    }

    private static List<BundleCapability> offered(Bundle[] all) {
        List<BundleCapability> offered = new ArrayList<>();
        for (Bundle bundle : all) {
            BundleRevision revision = bundle.adapt(BundleRevision.class);
            if (revision != null) offered.addAll(revision.getDeclaredCapabilities(null));
        }
        return offered;
    }

    /** Whether it must be met to resolve. */
    private static boolean counts(BundleRequirement requirement) {
        var directives = requirement.getDirectives();
        String effective = directives.get(Constants.EFFECTIVE_DIRECTIVE);
        return !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                && (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE));
    }
}
