/** Processes in virtual time, for tests and simulators: the same system, deterministic, stepped by hand. */
@Export(attribute = {"armstrong=internal", "mandatory:=armstrong"})
@NullMarked
package io.armstrong.process.virtual;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
