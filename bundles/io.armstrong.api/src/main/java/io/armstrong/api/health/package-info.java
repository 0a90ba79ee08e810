/**
 * Health: what the tree is worth at this moment, in one report, three probes and the checks of its children (features H1 to H5).
 *
 * <p>Everything here is an immutable value taken from published snapshots, or a service that answers at once.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
