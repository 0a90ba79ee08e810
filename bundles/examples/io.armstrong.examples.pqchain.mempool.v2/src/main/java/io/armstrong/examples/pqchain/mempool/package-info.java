/**
 * The mempool, version 2: its state has grown and migrates.
 */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
