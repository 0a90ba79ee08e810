package io.armstrong.api.health;

import org.osgi.annotation.versioning.ProviderType;

/** The health of the tree as a service. */
@ProviderType
public interface Health {
    /** The report of this moment, from published snapshots: it asks no mailbox and does not wait. */
    HealthReport report();
}
