/**
 * Trees and tiers from annotations, headers, configuration and API; runs the core.
 */
@NullMarked
package io.armstrong.supervisor;

import org.jspecify.annotations.NullMarked;
