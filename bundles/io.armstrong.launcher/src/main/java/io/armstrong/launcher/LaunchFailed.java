package io.armstrong.launcher;

/** The launch ends here: one line for a person and an exit code for a script. */
final class LaunchFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    LaunchFailed(ExitCode code, String line) {
        super(line);
        this.code = code;
    }

    LaunchFailed(ExitCode code, String line, Throwable cause) {
        super(line, cause);
        this.code = code;
    }

    static LaunchFailed usage(String line) {
        return new LaunchFailed(ExitCode.USAGE, line + "; see --help");
    }

    ExitCode code() {
        return code;
    }
}
