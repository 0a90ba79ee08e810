/**
 * Values as people and as programs read them: a {@link io.armstrong.gogo.view.View} gives plain data for JSON and lines for
 * a screen, both from the same value.
 */
@NullMarked
package io.armstrong.gogo.view;

import org.jspecify.annotations.NullMarked;
