/**
 * Processes in plain Java: bounded mailboxes, dispatcher, timers, registry of names.
 */
@Export(attribute = {"armstrong=internal", "mandatory:=armstrong"})
@NullMarked
package io.armstrong.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
