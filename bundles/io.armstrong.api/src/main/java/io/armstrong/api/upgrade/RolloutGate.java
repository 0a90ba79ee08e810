package io.armstrong.api.upgrade;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether a rollout may go on (feature U7). Whoever registers one as a service is asked at the gate behind each moved instance, and at
 * each look of an analysis; the first complaint takes everything back.
 */
@ConsumerType
public interface RolloutGate {
    /** Service property, one text or several: the children that it is asked for; without it every rollout. */
    String CHILD = "armstrong.child";

    /**
     * Called on a thread of its own. All gates of a rollout have 5 s; a throw, or no answer by then, is a complaint.
     *
     * @return why the new version must not go further, one sentence; empty when it may
     */
    String complaint(RolloutReport now);
}
