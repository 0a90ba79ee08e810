/** Looks into a jar, without running it, for what would make its children hard to upgrade (feature I2). */
@NullMarked
package io.armstrong.upgrade.lint;

import org.jspecify.annotations.NullMarked;
