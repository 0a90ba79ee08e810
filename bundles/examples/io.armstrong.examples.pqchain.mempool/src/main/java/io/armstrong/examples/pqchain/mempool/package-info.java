/**
 * Orders accepted transactions up to its capacity, version 1.
 */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
