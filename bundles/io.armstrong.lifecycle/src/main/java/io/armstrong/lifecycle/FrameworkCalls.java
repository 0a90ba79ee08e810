package io.armstrong.lifecycle;

import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What this bundle asks of a framework. Calls that return nothing may block and throw whatever a child's activator
 * throws; {@link #look}, {@link #at} and {@link #closure} answer at once, also while a bundle hangs (fact F3).
 */
interface FrameworkCalls {
    /** @return id of the new bundle */
    long install(String location, Path jar) throws Exception;

    /** Transient: the autostart setting is left as it is. */
    void start(long bundleId) throws Exception;

    /** Transient: the autostart setting is left as it is. */
    void stop(long bundleId) throws Exception;

    /** Replaces the content of a stopped bundle and resolves it. */
    void update(long bundleId, Path jar) throws Exception;

    void uninstall(long bundleId) throws Exception;

    /** Returns when the framework has refreshed; cannot be interrupted, because the work is done on a thread of the framework. */
    void refresh(Collection<Long> bundleIds) throws Exception;

    /** The bundles that a refresh of these would touch. */
    Set<Long> closure(Collection<Long> bundleIds);

    /** How that bundle stands now; {@code UNINSTALLED} when there is none. */
    Seen look(long bundleId);

    /** The bundle installed under that location. */
    OptionalLong at(String location);

    /** A bundle as it was seen. @param state the name of the constant in {@code Bundle} */
    record Seen(long bundleId, String symbolicName, String state, String version) {
        boolean active() {
            return state.equals("ACTIVE");
        }

        boolean gone() {
            return state.equals("UNINSTALLED");
        }

        /** On its way up or down: its lock is held by somebody. */
        boolean moving() {
            return state.equals("STARTING") || state.equals("STOPPING");
        }

        /** For messages: {@code a.b (7)}, or the location of a bundle to be. */
        String name() {
            if (bundleId < 0) return symbolicName;
            return symbolicName.isEmpty() ? "bundle " + bundleId : symbolicName + " (" + bundleId + ")";
        }
    }
}
