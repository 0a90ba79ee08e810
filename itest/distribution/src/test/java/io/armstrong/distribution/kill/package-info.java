/** Kills the process at every step of an upgrade and looks at what the next one finds (feature U12, fault row 41). */
package io.armstrong.distribution.kill;
