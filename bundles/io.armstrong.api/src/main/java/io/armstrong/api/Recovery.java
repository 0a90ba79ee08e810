package io.armstrong.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is done about the crashes of one child, as far as it differs from its supervisor and its tier.
 *
 * @param policy the escalation policy: empty for its supervisor's; {@code otp} (always restart), {@code tier} (the ladder of the
 *     child's tier), a tier's word (that tier's ladder), a ladder such as {@code restart<3 circuit_break<5 isolate<10 escalate},
 *     or the name of an {@link EscalationPolicy} service
 * @param policyDeadline how long such a service may take to answer; default 100 ms
 * @param limit the child's own restarts within a window of time it is up; null: its supervisor's intensity, under policy
 *     {@code otp} none
 * @param startRetries failed starts of one restart that are tried again before one counts anywhere; default 0 (OTP S47)
 * @param backoff default none
 * @throws IllegalArgumentException naming the value and the rule it breaks
 */
public record Recovery(
        String policy, Duration policyDeadline, @Nullable Intensity limit, int startRetries, Backoff backoff) {
    public static final Duration DEFAULT_POLICY_DEADLINE = Duration.ofMillis(100);

    /** Whatever its supervisor and its tier say. */
    public static final Recovery INHERITED = new Recovery("", DEFAULT_POLICY_DEADLINE, null, 0, Backoff.NONE);

    public Recovery {
        if (policyDeadline.isNegative() || policyDeadline.isZero())
            throw new IllegalArgumentException("policy deadline " + policyDeadline + ": must be positive");
        if (startRetries < 0)
            throw new IllegalArgumentException("start retries " + startRetries + ": must be 0 or more");
    }

    /** The same with another policy. */
    public Recovery withPolicy(String value) {
        return new Recovery(value, policyDeadline, limit, startRetries, backoff);
    }

    /** The same with another policyDeadline. */
    public Recovery withPolicyDeadline(Duration value) {
        return new Recovery(policy, value, limit, startRetries, backoff);
    }

    /** The same with another limit; null: its supervisor's. */
    public Recovery withLimit(@Nullable Intensity value) {
        return new Recovery(policy, policyDeadline, value, startRetries, backoff);
    }

    /** The same with another startRetries. */
    public Recovery withStartRetries(int value) {
        return new Recovery(policy, policyDeadline, limit, value, backoff);
    }

    /** The same with another backoff. */
    public Recovery withBackoff(Backoff value) {
        return new Recovery(policy, policyDeadline, limit, startRetries, value);
    }
}
