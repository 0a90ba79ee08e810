/**
 * The one hand on the framework: install, start, stop, update, refresh, each within a deadline.
 */
@NullMarked
package io.armstrong.lifecycle;

import org.jspecify.annotations.NullMarked;
