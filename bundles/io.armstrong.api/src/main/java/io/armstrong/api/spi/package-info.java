/** Services by which the bundles of the runtime meet on one floor: the hand on the framework, the store, the journal, holds. */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
