/**
 * The decisions of a rollout (features U7 to U9, U14): its steps, the share that may be on the new version, and the verdict on the
 * two sides. Same state and event, same decision; no clock, no thread.
 */
@NullMarked
package io.armstrong.core.rollout;

import org.jspecify.annotations.NullMarked;
