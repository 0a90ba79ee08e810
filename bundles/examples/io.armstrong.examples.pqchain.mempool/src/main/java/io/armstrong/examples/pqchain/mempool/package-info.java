/** The mempool, version 1: one map of transactions, each with its price. */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
