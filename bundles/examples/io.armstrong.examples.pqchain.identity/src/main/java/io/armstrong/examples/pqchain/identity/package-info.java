/**
 * ML-DSA-65 keys; signs and verifies.
 */
@NullMarked
package io.armstrong.examples.pqchain.identity;

import org.jspecify.annotations.NullMarked;
