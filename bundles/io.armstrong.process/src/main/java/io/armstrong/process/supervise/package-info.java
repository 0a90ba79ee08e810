/**
 * Supervisors as processes: the decision core run on a mailbox, driving children through {@link
 * io.armstrong.process.supervise.Child}.
 *
 * <p>Whoever knows how to start something supplies another {@code Child}: the OSGi edge for bundles, {@link
 * io.armstrong.process.supervise.SupervisorChild} for nested supervisors, tests for scripted workers.
 */
@NullMarked
package io.armstrong.process.supervise;

import org.jspecify.annotations.NullMarked;
