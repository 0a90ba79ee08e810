/** Bundles made while a test runs: what test bundles share. */
@NullMarked
package io.armstrong.tiny;

import org.jspecify.annotations.NullMarked;
