/**
 * main: boots the framework; options, exit codes, halt deadline.
 */
@NullMarked
package io.armstrong.launcher;

import org.jspecify.annotations.NullMarked;
