/** Spares Event Admin the events that no handler asks for. */
@NullMarked
package io.armstrong.face.events;

import org.jspecify.annotations.NullMarked;
