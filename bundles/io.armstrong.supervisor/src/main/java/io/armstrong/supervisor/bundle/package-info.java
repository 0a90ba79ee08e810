/** What bundles say of themselves and what is in them: declarations, contents, worker services. */
@NullMarked
package io.armstrong.supervisor.bundle;

import org.jspecify.annotations.NullMarked;
