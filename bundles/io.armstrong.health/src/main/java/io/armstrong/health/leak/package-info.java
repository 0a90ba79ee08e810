/** The leak guard: whether old class loaders of children go, and what holds those that do not (feature H6). */
@NullMarked
package io.armstrong.health.leak;

import org.jspecify.annotations.NullMarked;
