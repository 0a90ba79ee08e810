/** The decisions of a circuit breaker: same state, event and time, same next state. No clock, no thread. */
@NullMarked
package io.armstrong.core.breaker;

import org.jspecify.annotations.NullMarked;
