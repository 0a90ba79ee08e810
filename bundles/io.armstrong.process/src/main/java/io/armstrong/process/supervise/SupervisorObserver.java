package io.armstrong.process.supervise;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.core.SupervisorEffect;

/** Hears what supervisors do, in order, on their turns: it must not block. */
public interface SupervisorObserver {
    /** Nobody. */
    SupervisorObserver NONE = event -> {};

    /** Something happened, for the journal. */
    void event(ArmstrongEvent event);

    /** A report exactly where OTP writes one (S120). The same is told as an event too. */
    default void report(String supervisor, SupervisorEffect.Report report) {}
}
