package io.armstrong.api;

import java.util.Locale;

/**
 * Which children restart together when one of them has to be restarted (OTP S41 to S44).
 *
 * <p>{@link #SIMPLE_ONE_FOR_ONE} is a supervisor of dynamic children, all started from one template.
 */
public enum Strategy {
    ONE_FOR_ONE,
    ONE_FOR_ALL,
    REST_FOR_ONE,
    SIMPLE_ONE_FOR_ONE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word used in configuration, commands and JSON, as OTP writes it: {@code one_for_one}. */
    public String text() {
        return text;
    }
}
