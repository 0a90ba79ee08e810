package io.armstrong.api;

import java.util.Locale;

/**
 * A request that was not done. Nothing was changed unless the message says so.
 *
 * <p>The message says what was tried, on whom and what was found; {@link #remedy()} says what to do next. It carries no
 * stack trace of its own interest to a user: shells print the message only.
 */
public final class SupervisionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of no this is; its exit code is what shells and scripts see. */
    public enum Code {
        /** It was tried and went wrong. */
        FAILED(1),
        /** The request itself makes no sense. */
        USAGE(2),
        /** There is no such child, supervisor, version or file. */
        NOT_FOUND(3),
        /** A rule forbids it; nothing was tried. */
        REFUSED(4),
        /** No answer within the deadline. */
        TIMEOUT(5);

        private final int exit;

        Code(int exit) {
            this.exit = exit;
        }

        /** The exit code of a shell. */
        public int exit() {
            return exit;
        }

        /** The word used in JSON: {@code not_found}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Code code;
    private final String remedy;

    /**
     * @param code what kind of no
     * @param message what was tried, on whom, what was found
     * @param remedy what to do next, imperative; may be empty
     */
    public SupervisionException(Code code, String message, String remedy) {
        super(message);
        this.code = code;
        this.remedy = remedy;
    }

    public Code code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
