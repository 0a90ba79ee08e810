/** One class per command of scope {@code sup}, and the shape they share: usage, arguments, run, view. */
@NullMarked
package io.armstrong.gogo.command;

import org.jspecify.annotations.NullMarked;
