/** Contracts as workflow nets: places that hold tokens, transitions that move them, guards, and effects as data. */
@NullMarked
package io.armstrong.examples.pqchain.contract;

import org.jspecify.annotations.NullMarked;
