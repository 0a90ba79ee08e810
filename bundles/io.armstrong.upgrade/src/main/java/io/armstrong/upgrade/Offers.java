package io.armstrong.upgrade;

import io.armstrong.core.spec.HeaderClause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What the bundles of a framework offer to one that is still a file (fault row 21; OSGi Core 3.7, 3.13). Each requirement is
 * looked at by itself, so what is found missing is missing; whether all of it goes together the framework alone can say.
 */
final class Offers {
    private static final String PACKAGE = "osgi.wiring.package";
    private static final String BUNDLE = "osgi.wiring.bundle";

    private final List<BundleCapability> offered = new ArrayList<>();

    /** @param replacedId the bundle whose place it takes: what that offers goes */
    Offers(BundleContext context, long replacedId) {
        for (Bundle bundle : context.getBundles()) {
            BundleRevision revision = bundle.getBundleId() == replacedId ? null : bundle.adapt(BundleRevision.class);
            if (revision != null) offered.addAll(revision.getDeclaredCapabilities(null));
        }
    }

    /** In words: {@code package a.b [1.0,2)}. */
    List<String> missing(Map<String, String> headers) {
        List<String> missing = new ArrayList<>();
        List<HeaderClause> exports = clauses(headers, Constants.EXPORT_PACKAGE);
        for (HeaderClause wanted : clauses(headers, Constants.IMPORT_PACKAGE))
            if (needed(wanted) && !exported(exports, wanted) && !offered(PACKAGE, wanted, Constants.VERSION_ATTRIBUTE))
                missing.add("package " + told(wanted, Constants.VERSION_ATTRIBUTE));
        for (HeaderClause wanted : clauses(headers, Constants.REQUIRE_BUNDLE))
            if (needed(wanted) && !offered(BUNDLE, wanted, Constants.BUNDLE_VERSION_ATTRIBUTE))
                missing.add("bundle " + told(wanted, Constants.BUNDLE_VERSION_ATTRIBUTE));
        List<HeaderClause> own = clauses(headers, Constants.PROVIDE_CAPABILITY);
        for (HeaderClause wanted : clauses(headers, Constants.REQUIRE_CAPABILITY))
            if (needed(wanted) && !met(own, wanted))
                missing.add("capability " + wanted.path() + " "
                        + wanted.directives().getOrDefault("filter", ""));
        return missing;
    }

    /** A header that cannot be read is left to the framework. */
    private static List<HeaderClause> clauses(Map<String, String> headers, String header) {
        try {
            return HeaderClause.parse(headers.getOrDefault(header, ""));
        } catch (IllegalArgumentException unusual) {
            return List.of();
        }
    }

    private static boolean needed(HeaderClause wanted) {
        String effective = wanted.directives().getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE);
        return effective.equals(Constants.EFFECTIVE_RESOLVE)
                && !Constants.RESOLUTION_OPTIONAL.equals(wanted.directives().get(Constants.RESOLUTION_DIRECTIVE));
    }

    private static boolean exported(List<HeaderClause> exports, HeaderClause wanted) {
        return exports.stream().anyMatch(export -> export.path().equals(wanted.path()));
    }

    private boolean offered(String namespace, HeaderClause wanted, String version) {
        VersionRange range = new VersionRange(wanted.attributes().getOrDefault(version, "0"));
        return offered.stream()
                .filter(offer -> offer.getNamespace().equals(namespace))
                .filter(offer -> wanted.path().equals(offer.getAttributes().get(namespace)))
                .anyMatch(
                        offer -> range.includes(versionOf(offer.getAttributes().get(version))));
    }

    private static Version versionOf(@Nullable Object value) {
        return value instanceof Version version ? version : Version.emptyVersion;
    }

    private boolean met(List<HeaderClause> own, HeaderClause wanted) {
        if (own.stream().anyMatch(capability -> capability.path().equals(wanted.path()))) return true;
        String filter = wanted.directives().get(Constants.FILTER_DIRECTIVE);
        return offered.stream()
                .filter(offer -> offer.getNamespace().equals(wanted.path()))
                .anyMatch(offer -> filter == null || matches(filter, offer));
    }

    private static boolean matches(String filter, BundleCapability offer) {
        try {
            return FrameworkUtil.createFilter(filter).matches(new LinkedHashMap<>(offer.getAttributes()));
        } catch (InvalidSyntaxException unusual) {
            return true; // left to the framework
        }
    }

    private static String told(HeaderClause wanted, String version) {
        String range = wanted.attributes().get(version);
        return range == null ? wanted.path() : wanted.path() + " " + range;
    }
}
