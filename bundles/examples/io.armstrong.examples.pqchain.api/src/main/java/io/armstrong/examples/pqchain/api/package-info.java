/**
 * Messages and services that the chain bundles share.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.examples.pqchain.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
