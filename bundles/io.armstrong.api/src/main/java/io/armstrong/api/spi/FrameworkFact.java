package io.armstrong.api.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that happened to a bundle and was not ordered through {@link Lifecycle}: somebody else's hand,
 * or a call of ours that had been given up.
 *
 * @param bundleId the bundle
 * @param symbolicName of the bundle
 * @param kind what happened
 */
public record FrameworkFact(long bundleId, String symbolicName, Kind kind) {
    /** What happened. */
    public enum Kind {
        INSTALLED,
        RESOLVED,
        STARTED,
        STOPPED,
        UPDATED,
        UNRESOLVED,
        UNINSTALLED,
        /** A call of ours that was given up as hung has returned: the bundle takes orders again. */
        RETURNED,
        /** The framework itself is going down: nothing that follows is a crash. */
        FRAMEWORK_STOPPING
    }

    /** Told every fact in the order of the framework's events, on a thread of the lifecycle; must return at once. */
    @ConsumerType
    public interface Listener {
        void happened(FrameworkFact fact);
    }
}
