package io.armstrong.face;

import java.util.Collection;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Keeps everybody from being wired to a twin, a twin from the bundle it stands beside, and singletons from colliding (OSGi Core 57). */
final class TwinWiring implements ResolverHookFactory, ResolverHook {
    private final Twins twins;

    TwinWiring(Twins twins) {
        this.twins = twins;
    }

    /** The same hook for every resolve: it keeps nothing between two calls. */
    @Override
    public ResolverHook begin(Collection<BundleRevision> triggers) {
        return this;
    }

    @Override
    public void filterResolvable(Collection<BundleRevision> candidates) {
        // a twin resolves as any bundle does
    }

    @Override
    public void filterSingletonCollisions(BundleCapability singleton, Collection<BundleCapability> candidates) {
        if (twins.none()) return;
        if (twins.isTwin(singleton.getRevision().getBundle())) candidates.clear();
        else
            candidates.removeIf(
                    candidate -> twins.isTwin(candidate.getRevision().getBundle()));
    }

    @Override
    public void filterMatches(BundleRequirement requirement, Collection<BundleCapability> candidates) {
        if (twins.none()) return;
        candidates.removeIf(candidate -> twins.areApart(requirement.getRevision(), candidate.getRevision()));
    }

    @Override
    public void end() {
        // keeps nothing
    }
}
