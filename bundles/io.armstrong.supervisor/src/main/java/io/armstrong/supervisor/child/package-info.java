/** The supervisor's hand on children that live in bundles: start, stop, hold, and what their workers are doing. */
@NullMarked
package io.armstrong.supervisor.child;

import org.jspecify.annotations.NullMarked;
