package io.armstrong.core;

import io.armstrong.api.ExitReason;
import org.jspecify.annotations.Nullable;

/** What a child has behind it. One that never ended has none, and of a million most never did. */
final class Past {
    /** The reason of an exit that is known and waits its turn. */
    @Nullable
    ExitReason dead;

    /** Why its last incarnation ended. */
    @Nullable
    ExitReason last;

    @Nullable
    Account account;

    /** Running children below it, as its process last said (feature E5). */
    int reach = 1;
}
