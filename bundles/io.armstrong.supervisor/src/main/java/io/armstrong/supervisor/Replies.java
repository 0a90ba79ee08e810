package io.armstrong.supervisor;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.worker.CallFailed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Puts the end of a call that got no answer into words. */
final class Replies {
    private Replies() {}

    static CompletionStage<Object> answered(String id, CompletionStage<?> reply) {
        CompletableFuture<Object> told = new CompletableFuture<>();
        reply.whenComplete((value, failure) -> {
            if (failure == null) told.complete(value);
            else told.completeExceptionally(worded("call", id, failure));
        });
        return told;
    }

    static <T> CompletionStage<T> told(String id, String verb, CompletionStage<T> answer) {
        CompletableFuture<T> told = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> {
            if (failure == null) told.complete(value);
            else told.completeExceptionally(worded(verb, id, failure));
        });
        return told;
    }

    private static SupervisionException reason(String what, String id, CallFailed failed) {
        if (!failed.reason().startsWith("{open,"))
            return new SupervisionException(Code.FAILED, what + failed.reason(), "sup:why " + id);
        long millis = failed.retryAfter().toMillis();
        return millis == 0
                ? new SupervisionException(
                        Code.REFUSED, what + "its breaker was opened by hand", "sup:breaker " + id + " auto")
                : new SupervisionException(
                        Code.REFUSED,
                        what + "its breaker is open, retry in " + millis + " ms",
                        "sup:breaker " + id + ", or again then");
    }

    private static SupervisionException worded(String verb, String id, Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        String what = "cannot " + verb + " " + id + ": ";
        if (!(cause instanceof CallFailed failed))
            return new SupervisionException(Code.FAILED, what + cause.getMessage(), "sup:why " + id);
        return switch (failed.reason()) {
            case "timeout" ->
                new SupervisionException(
                        Code.TIMEOUT, what + "no answer in time; it may still be done", "sup:status " + id);
            case "full" -> new SupervisionException(Code.REFUSED, what + "its mailbox is full", "sup:status " + id);
            case "noproc" -> new SupervisionException(Code.FAILED, what + "it is not running", "sup:start " + id);
            case "restarting" ->
                new SupervisionException(Code.REFUSED, what + "it is restarting", "sup:status " + id + ", then again");
            default -> reason(what, id, failed);
        };
    }
}
