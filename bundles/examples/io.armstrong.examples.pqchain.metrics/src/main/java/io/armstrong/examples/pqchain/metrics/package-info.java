/**
 * Counts what the chain does.
 */
@NullMarked
package io.armstrong.examples.pqchain.metrics;

import org.jspecify.annotations.NullMarked;
