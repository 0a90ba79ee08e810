/**
 * Everything durable, outside the framework cache: jars by SHA-256, what is wanted of each child, checkpoints, and the
 * upgrade log.
 *
 * <p>From the outside in: {@code StoreComponent} opens the store and registers it; {@code FileStore} is the service;
 * {@code GroupCommit} gathers what waits into frames; {@code StoreLog} appends them; {@code Records} is what their replay
 * gives; {@code Jars} keeps jars; {@code Disk} is the only door to files.
 */
@NullMarked
package io.armstrong.store;

import org.jspecify.annotations.NullMarked;
