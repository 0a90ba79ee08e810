package io.armstrong.supervisor.bundle;

import io.armstrong.api.spi.Holds;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** Finds bundles by symbolic name; the one with the smallest id where there are several, unless another was chosen. */
public final class Bundles {
    private final BundleContext context;
    /** No twins: where a bundle lies does not change. */
    private final ConcurrentHashMap<String, Bundle> known = new ConcurrentHashMap<>();

    public Bundles(BundleContext context) {
        this.context = context;
    }

    /** The installed bundle of that name. */
    public Optional<Bundle> find(String symbolicName) {
        return Optional.ofNullable(present(symbolicName));
    }

    /**
     * The same; null: there is none. Each start of a dynamic child asks for it, so one that is known is not asked for its location:
     * Felix would take a lock for that.
     */
    public @Nullable Bundle present(String symbolicName) {
        Bundle bundle = known.get(symbolicName);
        if (bundle != null && isNow(bundle, symbolicName)) return bundle;
        bundle = search(symbolicName);
        if (bundle != null) known.put(symbolicName, bundle);
        return bundle;
    }

    /** All installed bundles of that name, twins left out, smallest id first. */
    public List<Bundle> all(String symbolicName) {
        return Stream.of(context.getBundles())
                .filter(bundle -> is(bundle, symbolicName))
                .toList();
    }

    /** Of several bundles of its name that one is found from now on, as long as it is installed. */
    public void live(Bundle bundle) {
        known.put(String.valueOf(bundle.getSymbolicName()), bundle);
    }

    /** Whether that bundle is the one found under its name. */
    public boolean lives(Bundle bundle) {
        return find(String.valueOf(bundle.getSymbolicName()))
                .filter(bundle::equals)
                .isPresent();
    }

    /** The bundle with that id, unless it was uninstalled. */
    public Optional<Bundle> find(long bundleId) {
        return Optional.ofNullable(context.getBundle(bundleId));
    }

    /** Why no child can live in the bundle of that name, in one sentence; null when one can, or it is not installed. */
    public @Nullable String unfit(String symbolicName) {
        return find(symbolicName).map(Bundles::unfit).orElse(null);
    }

    /** Why no child can live in that bundle, in one sentence; null when one can. */
    public static @Nullable String unfit(Bundle bundle) {
        if (bundle.getBundleId() == 0) return "must not be the framework, which runs the children";
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean fragment = revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        return fragment
                ? "must not be a fragment or framework extension, which has no life of its own: name its host"
                : null;
    }

    private @Nullable Bundle search(String symbolicName) {
        for (Bundle bundle : context.getBundles()) if (is(bundle, symbolicName)) return bundle;
        return null;
    }

    /** Whether an upgrade installed it beside the bundle of a child: it declares nothing. */
    public static boolean isTwin(Bundle bundle) {
        String location = bundle.getLocation();
        return location != null && location.startsWith(Holds.TWIN_LOCATION);
    }

    private static boolean is(Bundle bundle, String symbolicName) {
        return isNow(bundle, symbolicName) && !isTwin(bundle);
    }

    private static boolean isNow(Bundle bundle, String symbolicName) {
        return bundle.getState() != Bundle.UNINSTALLED && symbolicName.equals(bundle.getSymbolicName());
    }
}
