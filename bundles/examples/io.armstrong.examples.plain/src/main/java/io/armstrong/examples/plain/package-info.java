/** An ordinary bundle: an activator and a service, no word of Armstrong in any class. */
@NullMarked
package io.armstrong.examples.plain;

import org.jspecify.annotations.NullMarked;
