/** The mempool, version 2.2: its worker fails whenever it should begin. */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
