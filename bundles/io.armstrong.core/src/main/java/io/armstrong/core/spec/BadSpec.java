package io.armstrong.core.spec;

/**
 * A spec that was refused whole: place, attribute, value and rule.
 *
 * <p>{@link #term()} is the same in OTP's words (OTP S5), for example {@code {invalid_restart_type,sometimes}}.
 */
public final class BadSpec extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String value;
    private final String rule;
    private final String term;
    private final boolean flags;

    /**
     * @param place where it stands: a header of a bundle, a file and key, a PID
     * @param value the attribute and what was found
     * @param rule what is allowed
     * @param term OTP's word for it
     * @param flags whether it is about the supervisor's own flags and not about a child
     */
    public BadSpec(String place, String value, String rule, String term, boolean flags) {
        super(place + ": " + value + ": " + rule);
        this.place = place;
        this.value = value;
        this.rule = rule;
        this.term = term;
        this.flags = flags;
    }

    public String place() {
        return place;
    }

    public String value() {
        return value;
    }

    public String rule() {
        return rule;
    }

    /** OTP's why-term (S5). */
    public String term() {
        return term;
    }

    /** The reason OTP's supervisor fails to start with (S4): {@code {start_spec,Why}} or {@code {supervisor_data,Why}}. */
    public String startReason() {
        return (flags ? "{supervisor_data," : "{start_spec,") + term + "}";
    }
}
