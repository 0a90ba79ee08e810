package io.armstrong.api.breaker;

import java.time.Duration;

/** A call was turned away by its breaker, untried. Carries no stack trace: it is thrown where nothing is wrong but the breaker. */
public final class BreakerOpen extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final long retryNanos;

    /** @param name of the breaker; @param retryNanos until a call may pass, 0 when nobody knows */
    public BreakerOpen(String name, long retryNanos) {
        super(null, null, false, false);
        this.name = name;
        this.retryNanos = retryNanos;
    }

    /** The breaker's name: of a child, its id. */
    public String name() {
        return name;
    }

    /** How long until a call may pass; zero when nobody knows: it was opened by hand. */
    public Duration retryAfter() {
        return Duration.ofNanos(retryNanos);
    }

    @Override
    public String getMessage() {
        String when = retryNanos == 0
                ? "until it is closed by hand"
                : "for " + retryAfter().toMillis() + " ms more";
        return "breaker " + name + " turns calls away " + when;
    }
}
