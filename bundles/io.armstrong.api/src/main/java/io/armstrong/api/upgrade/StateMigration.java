package io.armstrong.api.upgrade;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One step between two neighbouring shapes of a child's state (design D11). A service of the new bundle, annotated with
 * {@link Migration}.
 *
 * <p>Pure: it sees a copy, same data in gives same data out, nothing else is touched. A throw changes nothing and ends
 * the upgrade.
 */
@ConsumerType
public interface StateMigration {
    /** State of schema {@code from} as state of schema {@code to}. */
    Map<String, Object> up(Map<String, Object> state);

    /** The way back; default: there is none, and an undo that needs it loses what came since. */
    default Map<String, Object> down(Map<String, Object> state) {
        throw new UnsupportedOperationException("no way down");
    }
}
