/** Benches that run the product as users get it: the distributed jar in a process of its own. */
@NullMarked
package io.armstrong.bench.product;

import org.jspecify.annotations.NullMarked;
