/** What is shown of the tree: reports made from snapshots and the journal. */
@NullMarked
package io.armstrong.supervisor.report;

import org.jspecify.annotations.NullMarked;
