/**
 * The counter, version 2: its state has grown and migrates.
 */
@NullMarked
package io.armstrong.examples.counter;

import org.jspecify.annotations.NullMarked;
