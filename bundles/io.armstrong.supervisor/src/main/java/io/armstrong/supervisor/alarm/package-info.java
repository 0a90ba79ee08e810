/** Alarms: set by what happens, counted while they last, cleared when it is over. */
@NullMarked
package io.armstrong.supervisor.alarm;

import org.jspecify.annotations.NullMarked;
