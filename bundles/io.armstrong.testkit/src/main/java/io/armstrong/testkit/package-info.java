/**
 * Virtual time, fake framework and seeded simulator, for child authors too.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.testkit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
