/**
 * The walk of an upgrade on real services: preparation, exchange, undo, log, recovery. What follows a step is decided in
 * {@code io.armstrong.core.upgrade}; here the steps are done, one at a time, each completion the next event.
 */
@NullMarked
package io.armstrong.upgrade;

import org.jspecify.annotations.NullMarked;
