package io.armstrong.api.worker;

import java.time.Duration;

/**
 * A call that got no reply, and the reason in OTP's words: {@code noproc}, {@code timeout}, an exit reason; {@code {open,1200}} when
 * its breaker turned it away, {@code restarting} when it waited for the next incarnation in vain.
 */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String OPEN = "{open,";

    private final String reason;

    /** @param id whom the call was for; @param reason {@code noproc}, {@code timeout}, {@code full}, {@code restarting}, {@code {open,MILLISECONDS}}, or an exit reason */
    public CallFailed(String id, String reason) {
        super("call to " + id + " failed: " + reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    /** How long until it is worth trying again, where the reason says so: {@code {open,MILLISECONDS}}; else zero. */
    public Duration retryAfter() {
        if (!reason.startsWith(OPEN) || !reason.endsWith("}")) return Duration.ZERO;
        return Duration.ofMillis(Long.parseLong(reason.substring(OPEN.length(), reason.length() - 1)));
    }
}
