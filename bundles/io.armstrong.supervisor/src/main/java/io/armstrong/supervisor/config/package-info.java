/** Children and supervisors that people configure: one file for a whole tree, and factory configurations. */
@NullMarked
package io.armstrong.supervisor.config;

import org.jspecify.annotations.NullMarked;
