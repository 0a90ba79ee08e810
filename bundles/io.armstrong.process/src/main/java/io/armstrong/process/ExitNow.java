package io.armstrong.process;

import io.armstrong.api.ExitReason;

/**
 * Thrown out of a callback, ends the incarnation with exactly that reason (OTP: {@code exit(Reason)}): a start that fails with
 * it, a terminate that replaces the reason by it.
 */
public final class ExitNow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitReason reason;

    public ExitNow(ExitReason reason) {
        super(reason.text(), null, false, false);
        this.reason = reason;
    }

    public ExitReason reason() {
        return reason;
    }
}
