package io.armstrong.api.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Hides a twin: a bundle installed beside the running one of a child, of the same symbolic name and perhaps the same
 * version, that nobody may notice (facts F13, F15, F16; OSGi Core 54, 56 and 57: resolver, bundle and service hooks).
 *
 * <p>A twin and its services are seen by itself, the system bundle, Service Component Runtime and the runtime's own
 * bundles. Nobody else is wired to it, it is not wired to the bundle it stands beside, and neither its name nor its
 * being a singleton gets in anybody's way. A bundle that is already installed is not hidden in hindsight.
 */
@ProviderType
public interface Hiding {
    /**
     * Hides the bundle about to be installed from that location, until {@link Twin#close}. Ask before installing it.
     *
     * @param besideBundleId the running bundle: while the twin is hidden, a bundle may be installed that collides with it
     * @throws IllegalStateException when a bundle is installed from that location, or a twin hidden at it
     */
    Twin hide(String location, long besideBundleId);

    /** Whether that bundle is a twin; {@code false} for a bundle that is gone. */
    boolean isHidden(long bundleId);

    /** The promise to hide. Close it after the twin was uninstalled; a twin still installed then would be seen by all. */
    @ProviderType
    interface Twin extends AutoCloseable {
        /** @throws IllegalStateException while the twin is installed: uninstall it first */
        @Override
        void close();
    }
}
