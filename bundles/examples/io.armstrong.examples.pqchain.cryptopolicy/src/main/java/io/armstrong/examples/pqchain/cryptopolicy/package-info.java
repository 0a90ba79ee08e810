/** Which algorithms the chain accepts, and how one comes and goes: draft, canary, active, deprecated, sunset. */
@NullMarked
package io.armstrong.examples.pqchain.cryptopolicy;

import org.jspecify.annotations.NullMarked;
