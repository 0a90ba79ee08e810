/** Breakers by name as a service: made by code, by configuration, and those of children. */
@NullMarked
package io.armstrong.breaker;

import org.jspecify.annotations.NullMarked;
