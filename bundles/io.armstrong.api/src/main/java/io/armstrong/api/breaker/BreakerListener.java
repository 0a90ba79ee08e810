package io.armstrong.api.breaker;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told each transition of each breaker once, in order, on a thread of the journal. */
@ConsumerType
public interface BreakerListener {
    void changed(BreakerChange change);
}
