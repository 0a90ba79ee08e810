/** Felix Health Checks both ways: our tree as checks of theirs, theirs as checks of our children. Loaded only where their API is. */
@NullMarked
package io.armstrong.health.felix;

import org.jspecify.annotations.NullMarked;
