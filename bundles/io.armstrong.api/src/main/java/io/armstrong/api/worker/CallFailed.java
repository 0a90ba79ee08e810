package io.armstrong.api.worker;

/** A call that got no reply, and the reason in OTP's words: {@code noproc}, {@code timeout}, an exit reason. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param id whom the call was for; @param reason {@code noproc}, {@code timeout}, {@code full}, or an exit reason */
    public CallFailed(String id, String reason) {
        super("call to " + id + " failed: " + reason, null, false, false);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
