/**
 * Pure decisions: same state and event in, same effects out. No OSGi, no clock, no thread, no I/O.
 */
@NullMarked
package io.armstrong.core;

import org.jspecify.annotations.NullMarked;
