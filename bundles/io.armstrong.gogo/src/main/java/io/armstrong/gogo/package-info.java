/**
 * Shell commands of scope sup: value objects in, a formatter and --json out.
 */
@NullMarked
package io.armstrong.gogo;

import org.jspecify.annotations.NullMarked;
