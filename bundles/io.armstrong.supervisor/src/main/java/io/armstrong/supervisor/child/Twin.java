package io.armstrong.supervisor.child;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The bundle that stands in for a child's own in mid-upgrade: its worker serves, restarts included. Of the child's serial. */
final class Twin {
    /** Null: the child runs in its own bundle. */
    private @Nullable Bundle bundle;

    @Nullable
    Bundle bundle() {
        return bundle;
    }

    /** Whether its worker is to serve, and can. */
    boolean serves() {
        Bundle inPlace = bundle;
        return inPlace != null && inPlace.getState() == Bundle.ACTIVE;
    }

    /** Who serves is in that bundle from now on: a twin, unless it is the child's own. */
    void moved(@Nullable Bundle to, @Nullable Bundle own) {
        bundle = to == null || to.equals(own) ? null : to;
    }

    /** The child runs in its own bundle, now or from its next start on. */
    void end() {
        bundle = null;
    }

    /** The same if the child runs in that one. @return whether it did */
    boolean leave(Bundle going) {
        if (!going.equals(bundle)) return false;
        end();
        return true;
    }

    /** The same if the child runs in that one and it is stopped. @return whether it did */
    boolean lost(long bundleId) {
        Bundle inPlace = bundle;
        if (inPlace == null || inPlace.getBundleId() != bundleId || serves()) return false;
        end();
        return true;
    }
}
