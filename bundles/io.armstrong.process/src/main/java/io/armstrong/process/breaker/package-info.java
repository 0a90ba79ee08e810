/** The circuit breaker as any number of threads use it: one atomic value, and time through ports. */
@NullMarked
package io.armstrong.process.breaker;

import org.jspecify.annotations.NullMarked;
