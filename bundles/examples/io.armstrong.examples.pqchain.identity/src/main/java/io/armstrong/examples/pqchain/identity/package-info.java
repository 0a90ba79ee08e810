/** Keys, signatures and addresses of the chain: ML-DSA by BouncyCastle, one worker, a durable keyring. */
@NullMarked
package io.armstrong.examples.pqchain.identity;

import org.jspecify.annotations.NullMarked;
