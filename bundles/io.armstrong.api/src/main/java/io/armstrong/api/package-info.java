/**
 * The vocabulary of Armstrong: what a child is, what its supervisor does with it, and how both are asked and told.
 *
 * <p>Everything here is an immutable value or a service contract. Words are OTP's where OTP has one and OSGi's for
 * modules. Null is never passed nor returned unless a parameter or component is marked {@code @Nullable}.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
