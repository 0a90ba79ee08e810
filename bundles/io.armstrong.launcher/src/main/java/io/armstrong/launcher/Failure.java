package io.armstrong.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A command that failed, as a script sees it.
 *
 * @param exit its exit code
 * @param lines what to tell a person; empty if the command has told it already
 */
record Failure(int exit, List<String> lines) {
    Failure {
        lines = List.copyOf(lines);
    }

    /**
     * Reads what was thrown. The class is not ours to name (it lives in a bundle), its shape is: {@code code().exit()}
     * or {@code exitCode()}, and {@code remedy()}. A blank message means that the command has shown the error itself.
     */
    static Failure of(Throwable thrown) {
        Throwable told = teller(thrown);
        String message = Objects.requireNonNullElse(told.getMessage(), "");
        List<String> lines = new ArrayList<>();
        if (!message.isBlank()) lines.add("error: " + message);
        if (message.isBlank() && exitOf(told).isEmpty()) lines.add("error: " + told);
        ask(told, "remedy")
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .ifPresent(text -> lines.add("try: " + text));
        return new Failure(exitOf(told).orElseGet(() -> byDefault(told)), lines);
    }

    private static Throwable teller(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) if (exitOf(t).isPresent()) return t;
        return thrown;
    }

    private static int byDefault(Throwable thrown) {
        boolean unknown = thrown.getClass().getSimpleName().equals("CommandNotFoundException");
        boolean unreadable = thrown.getClass().getSimpleName().endsWith("Error")
                && thrown.getClass().getName().startsWith("org.apache.felix.gogo.");
        return (unknown || unreadable ? ExitCode.USAGE : ExitCode.FAILED).number();
    }

    private static Optional<Integer> exitOf(Throwable thrown) {
        Optional<Object> direct = ask(thrown, "exitCode");
        return (direct.isPresent() ? direct : ask(thrown, "code").flatMap(code -> ask(code, "exit")))
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast);
    }

    private static Optional<Object> ask(Object target, String question) {
        try {
            return Optional.ofNullable(Services.call(target, question));
        } catch (Throwable notAnswered) {
            return Optional.empty(); // most exceptions know no such question
        }
    }
}
