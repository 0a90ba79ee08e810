/**
 * The edge of the shell: the component that offers the commands to Gogo, and the one that teaches JLine to complete them.
 *
 * <p>Inside: {@code command} holds one class per command, {@code shell} is what a command sees of Gogo, {@code view} shows
 * one value as text or as JSON. Nothing is exported.
 */
@NullMarked
package io.armstrong.gogo;

import org.jspecify.annotations.NullMarked;
