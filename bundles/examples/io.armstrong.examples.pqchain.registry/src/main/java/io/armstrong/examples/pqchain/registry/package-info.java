/**
 * Names of the chain services and their keys.
 */
@NullMarked
package io.armstrong.examples.pqchain.registry;

import org.jspecify.annotations.NullMarked;
