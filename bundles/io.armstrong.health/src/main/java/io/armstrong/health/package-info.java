/** The health of the tree as services, and the guards that watch over its children. */
@NullMarked
package io.armstrong.health;

import org.jspecify.annotations.NullMarked;
