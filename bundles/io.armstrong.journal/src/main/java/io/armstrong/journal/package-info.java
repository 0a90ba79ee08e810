/**
 * Bounded, ordered record of what happened and why; to log, Event Admin and listeners.
 */
@NullMarked
package io.armstrong.journal;

import org.jspecify.annotations.NullMarked;
