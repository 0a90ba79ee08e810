/**
 * Workflow nets as dynamic children: places, transitions, marking.
 */
@NullMarked
package io.armstrong.examples.pqchain.contract;

import org.jspecify.annotations.NullMarked;
