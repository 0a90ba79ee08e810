/** The contract of hot upgrade: state migrations written by child authors, and the service that upgrades and rolls back. */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api.upgrade;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
