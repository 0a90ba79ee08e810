/** Reading what people wrote: manifest headers and attribute maps as specs, every fault with place, value and rule. */
@NullMarked
package io.armstrong.core.spec;

import org.jspecify.annotations.NullMarked;
