package io.armstrong.upgrade;

import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds.Relief;
import org.jspecify.annotations.Nullable;

/**
 * The second bundle of an upgrade, filled in as it comes to life. Of the walk's turns.
 *
 * <p>It is hidden before it is installed, and the promise to hide it is closed after it was uninstalled.
 */
final class Twin {
    final Hiding.Twin hidden;
    /** Its bundle; -1 until it is installed. */
    long bundleId = -1;
    /** Its workers, once they stand by. */
    @Nullable
    Relief relief;

    Twin(Hiding.Twin hidden) {
        this.hidden = hidden;
    }

    Relief relief() {
        Relief ready = relief;
        if (ready == null) throw new IllegalStateException("the twin has to be started first");
        return ready;
    }
}
