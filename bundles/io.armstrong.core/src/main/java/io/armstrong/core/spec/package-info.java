/** Reading what people wrote: manifest headers and attribute maps as specs, every fault with place, value and rule. */
@NullMarked
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package io.armstrong.core.spec;

import org.jspecify.annotations.NullMarked;
