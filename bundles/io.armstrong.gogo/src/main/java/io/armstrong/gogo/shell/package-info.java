/** Commands as Gogo functions: the session's screen, its questions and waits, failures with an exit code, completion. */
@NullMarked
package io.armstrong.gogo.shell;

import org.jspecify.annotations.NullMarked;
