/** What the tree is worth, as pure functions of a published tree: the roll-up, the probes, and the windows of checks and guards. */
@NullMarked
package io.armstrong.core.health;

import org.jspecify.annotations.NullMarked;
