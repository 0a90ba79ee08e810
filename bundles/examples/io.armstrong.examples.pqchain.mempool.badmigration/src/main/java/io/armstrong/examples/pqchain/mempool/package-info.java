/** The mempool, version 2.3: the way to its state fails. */
@NullMarked
package io.armstrong.examples.pqchain.mempool;

import org.jspecify.annotations.NullMarked;
