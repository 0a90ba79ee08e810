/**
 * The decisions of an upgrade: the step list, the walk along it and the one undo (design section 4), and the path of
 * migrations between two shapes of a state (design D11); and several upgrades as one change set (feature U6).
 */
@NullMarked
package io.armstrong.core.upgrade;

import org.jspecify.annotations.NullMarked;
