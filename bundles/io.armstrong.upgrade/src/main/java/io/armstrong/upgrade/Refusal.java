package io.armstrong.upgrade;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import java.io.IOException;
import java.util.concurrent.CompletionException;

/** How a step says no: what was found, one sentence without a full stop, and what to do next. */
final class Refusal {
    private Refusal() {}

    static SupervisionException of(String cause, String remedy) {
        return new SupervisionException(Code.REFUSED, cause, remedy);
    }

    /** What was thrown, as something with a sentence and a remedy. */
    static SupervisionException of(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof SupervisionException known) return known;
        if (cause instanceof IOException && cause.getMessage() != null)
            return new SupervisionException(Code.FAILED, oneLine(cause.getMessage()), "free the disk and try again");
        return new SupervisionException(Code.FAILED, sentence(cause), "");
    }

    static String message(SupervisionException refusal) {
        return String.valueOf(refusal.getMessage());
    }

    /** Class and message in one line. */
    static String sentence(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return oneLine(message == null || message.isBlank() ? name : name + ": " + message);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
