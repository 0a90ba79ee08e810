package io.armstrong.process;

/** A value that is no plain data, or data that does not fit a type; the message begins with the place. */
public final class NotPlainData extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    NotPlainData(Place place, String problem) {
        super(place + ": " + problem);
    }

    NotPlainData(Place place, String problem, Throwable cause) {
        super(place + ": " + problem, cause);
    }
}
