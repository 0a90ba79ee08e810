/** Reads a heap dump, front to back and in little memory, to find what keeps an object: the shortest way to it from a GC root. */
@NullMarked
package io.armstrong.health.heap;

import org.jspecify.annotations.NullMarked;
