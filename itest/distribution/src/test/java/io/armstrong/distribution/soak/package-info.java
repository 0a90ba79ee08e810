/** Upgrades one child of the distributed jar again and again, and looks whether anything grows. */
package io.armstrong.distribution.soak;
