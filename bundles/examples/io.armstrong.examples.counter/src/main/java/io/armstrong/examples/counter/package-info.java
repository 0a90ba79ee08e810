/**
 * A counter: the smallest worker, version 1.
 */
@NullMarked
package io.armstrong.examples.counter;

import org.jspecify.annotations.NullMarked;
