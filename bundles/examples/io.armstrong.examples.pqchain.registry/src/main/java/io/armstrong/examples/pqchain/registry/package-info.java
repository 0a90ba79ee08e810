/** The chain's own names, bound to ids of children, with properties. */
@NullMarked
package io.armstrong.examples.pqchain.registry;

import org.jspecify.annotations.NullMarked;
