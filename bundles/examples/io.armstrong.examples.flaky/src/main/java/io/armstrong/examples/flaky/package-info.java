/** A child that fails on demand, in every way a child can fail. */
@NullMarked
package io.armstrong.examples.flaky;

import org.jspecify.annotations.NullMarked;
