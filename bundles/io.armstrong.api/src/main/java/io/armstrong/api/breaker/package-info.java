/**
 * Circuit breakers: for any code that wants one, and around the calls to every child that has one.
 *
 * <p>A breaker is closed, open or half-open by itself (Nygard, "Release It!"), and forced open or disabled by hand.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.armstrong.api.breaker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
