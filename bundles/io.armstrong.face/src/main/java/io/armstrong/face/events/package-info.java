/** Spares bundles of the platform the events that they would wake a thread for and throw away. */
@NullMarked
package io.armstrong.face.events;

import org.jspecify.annotations.NullMarked;
