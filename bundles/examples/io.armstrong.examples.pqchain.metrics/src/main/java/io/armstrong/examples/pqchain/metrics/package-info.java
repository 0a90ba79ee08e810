/** Counts what the chain does, with a limit on how much it listens to. */
@NullMarked
package io.armstrong.examples.pqchain.metrics;

import org.jspecify.annotations.NullMarked;
