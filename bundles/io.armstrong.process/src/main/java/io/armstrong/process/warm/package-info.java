/**
 * The warm-up: once a runtime is up, the code of processes and supervisors is exercised on processes of nobody, so that it is
 * compiled before the first crash that matters.
 */
@NullMarked
package io.armstrong.process.warm;

import org.jspecify.annotations.NullMarked;
