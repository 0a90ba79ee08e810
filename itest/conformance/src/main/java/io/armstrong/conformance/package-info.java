/**
 * Runs scenarios recorded from OTP through the product's own supervisors and workers in virtual time, and compares.
 */
@NullMarked
package io.armstrong.conformance;

import org.jspecify.annotations.NullMarked;
