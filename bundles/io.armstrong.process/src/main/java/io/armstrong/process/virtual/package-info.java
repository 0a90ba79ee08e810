/** Processes in virtual time, for tests and simulators: the same system, deterministic, stepped by hand. */
@NullMarked
package io.armstrong.process.virtual;

import org.jspecify.annotations.NullMarked;
