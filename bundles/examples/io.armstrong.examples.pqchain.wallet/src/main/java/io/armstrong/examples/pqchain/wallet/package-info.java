/** A client of the chain that keeps books: what it submitted, and what was acknowledged. */
@NullMarked
package io.armstrong.examples.pqchain.wallet;

import org.jspecify.annotations.NullMarked;
