/**
 * What other bundles see of a child: stable proxies over its ordinary services, and the framework hooks that hide the
 * rest. There is one set of hooks in the runtime, and it is here.
 */
@NullMarked
package io.armstrong.face;

import org.jspecify.annotations.NullMarked;
