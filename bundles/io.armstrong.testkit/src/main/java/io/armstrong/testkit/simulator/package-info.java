/**
 * The engine of the simulator: one thread, virtual time, and an order of turns that is a choice; turns that block included.
 */
@NullMarked
package io.armstrong.testkit.simulator;

import org.jspecify.annotations.NullMarked;
