package io.armstrong.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides what is done about a crash whose restart is due (design D2). A service; a child or supervisor selects it by the
 * value of its service property {@link #NAME} in the attribute {@code policy}.
 *
 * <p>It may come, go and be replaced at any time: the one with the highest ranking at the moment of the crash is asked. It is
 * asked on a thread of its own and has the child's policy deadline (default 100 ms) to answer. One that throws, answers
 * null, is late or is not there is reported by an alarm, and the default of the child's tier decides instead.
 */
@ConsumerType
@FunctionalInterface
public interface EscalationPolicy {
    /** The service property that names it, a string; not one of {@code otp}, {@code tier} and the tiers' words. */
    String NAME = "armstrong.policy";

    /**
     * Answers one crash.
     *
     * @param child its id
     * @param reason why its incarnation ended or did not start
     * @param restarts starts after an own crash within the child's own window, which counts only the time it is up; 0 at the
     *     first crash
     * @return what to do. {@code RESTART} past the child's own maximum becomes {@code ESCALATE}; {@code CIRCUIT_BREAK} of a
     *     child without a breaker is left to the tier's default
     */
    EscalationAction decide(String child, ExitReason reason, int restarts);
}
