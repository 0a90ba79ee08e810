/** The mempool, version 2: a lane for each sender, and prices in two parts. */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
