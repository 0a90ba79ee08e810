/**
 * Which algorithms the chain accepts.
 */
@NullMarked
package io.armstrong.examples.pqchain.cryptopolicy;

import org.jspecify.annotations.NullMarked;
