/**
 * What the chain's bundles say to each other: messages, answers and the values in them, all plain data.
 *
 * <p>Calls to one child are one sealed family, named after it: {@link IdentityCall}, {@link PolicyCall}, {@link RegistryCall},
 * {@link MempoolCall}, {@link ContractCall}, {@link MetricsCall}. Bytes travel as lower-case hex. An answer a healthy
 * chain may have to give is a value ({@link Refused}, {@link Receipt}), never an exception.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.examples.pqchain.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
