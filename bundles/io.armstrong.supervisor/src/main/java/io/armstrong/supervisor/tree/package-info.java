/** Which children there are and where they stand: the catalog of declarations, and the root with its four tiers. */
@NullMarked
package io.armstrong.supervisor.tree;

import org.jspecify.annotations.NullMarked;
