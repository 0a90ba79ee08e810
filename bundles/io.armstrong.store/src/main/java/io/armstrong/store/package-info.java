/**
 * Everything durable, outside the framework cache: jars by SHA-256, checkpoints, upgrade log.
 */
@NullMarked
package io.armstrong.store;

import org.jspecify.annotations.NullMarked;
