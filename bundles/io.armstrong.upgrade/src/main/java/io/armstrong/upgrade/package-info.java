/**
 * Plans, executes, commits and undoes live upgrades.
 */
@NullMarked
package io.armstrong.upgrade;

import org.jspecify.annotations.NullMarked;
