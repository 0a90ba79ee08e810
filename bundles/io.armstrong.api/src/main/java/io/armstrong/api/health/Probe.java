package io.armstrong.api.health;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One of three services, told apart by the service property {@link #KIND}, for whoever answers the outer world: {@code @Reference(target =
 * "(armstrong.probe=ready)") Probe}.
 */
@ProviderType
public interface Probe {
    /** Service property: {@code live}, {@code ready} or {@code startup}. */
    String KIND = "armstrong.probe";

    /** The answer of this moment, from published snapshots: it asks nobody and does not wait. */
    Verdict verdict();
}
