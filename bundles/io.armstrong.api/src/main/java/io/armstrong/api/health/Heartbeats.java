package io.armstrong.api.health;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a child that declares a heartbeat says that it lives.
 *
 * <p>Declared as {@code heartbeat} in milliseconds, the longest silence that is allowed while the child is up; longer, and it crashes
 * with cause {@code heartbeat}. The silence begins anew with each incarnation, and after an upgrade or a wait for services. Seen up
 * to 50 ms late.
 */
@ProviderType
public interface Heartbeats {
    /** That child lives. From any thread; returns at once; for an unknown child nothing happens. */
    void beat(String childId);
}
