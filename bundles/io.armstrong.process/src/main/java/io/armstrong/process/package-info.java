/**
 * Processes in plain Java: bounded mailboxes, dispatcher, timers, registry of names.
 */
@NullMarked
package io.armstrong.process;

import org.jspecify.annotations.NullMarked;
