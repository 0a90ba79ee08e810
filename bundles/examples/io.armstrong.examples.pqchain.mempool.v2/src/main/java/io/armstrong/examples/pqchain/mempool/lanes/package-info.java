/** The state of schema 2 and the way to it from schema 1. */
@NullMarked
package io.armstrong.examples.pqchain.mempool.lanes;

import org.jspecify.annotations.NullMarked;
