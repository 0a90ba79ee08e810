package io.armstrong.gogo.shell;

import io.armstrong.api.SupervisionException.Code;

/**
 * A command that did not do what it was asked; thrown to Gogo, so that scripts stop and {@code try} works.
 *
 * <p>Whoever runs lines asks it by reflection: {@link #exitCode()}, {@link #getMessage()}, {@link #remedy()}. Message and remedy
 * are empty when the command has told them already. Shells print {@link #toString()}, which is both of them and no class name.
 */
public final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String remedy;

    private CommandFailed(int exitCode, String message, String remedy) {
        super(message, null, false, false);
        this.exitCode = exitCode;
        this.remedy = remedy;
    }

    /** A failure that nobody has shown yet. */
    static CommandFailed untold(Failure failure) {
        return new CommandFailed(failure.code().exit(), failure.message(), failure.remedy());
    }

    /** A failure that the command has printed, as JSON or as its own answer. */
    static CommandFailed told(int exitCode) {
        return new CommandFailed(exitCode, "", "");
    }

    /** The exit code of design section 7, 1 to 5: {@link Code#exit()}. */
    public int exitCode() {
        return exitCode;
    }

    /** What to do next; may be empty. */
    public String remedy() {
        return remedy;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // shells print this, and a class name tells a person nothing
    public String toString() {
        String message = String.valueOf(getMessage());
        return remedy.isEmpty() ? message : message + "\n  try: " + remedy;
    }
}
