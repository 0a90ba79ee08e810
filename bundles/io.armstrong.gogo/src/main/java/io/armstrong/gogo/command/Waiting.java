package io.armstrong.gogo.command;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.worker.CallFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for an order with a bound, and does not leave a person in silence: a line after 300 ms, then one each second. */
final class Waiting {
    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Console console;
    private final String what;
    private final Duration limit;
    private final Supplier<String> howFar;

    Waiting(Console console, String what, Duration limit, Supplier<String> howFar) {
        this.console = console;
        this.what = what;
        this.limit = limit;
        this.howFar = howFar;
    }

    /** @throws SupervisionException TIMEOUT after the limit: the order itself goes on */
    <T> T on(CompletionStage<T> stage) throws Exception {
        CompletableFuture<T> future = stage.toCompletableFuture();
        Duration waited = Duration.ZERO;
        Duration next = SILENCE;
        try {
            while (true) {
                Duration slice = shorter(next, limit.minus(waited));
                if (slice.isNegative() || slice.isZero()) throw late();
                try {
                    return future.get(slice.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    waited = waited.plus(slice);
                    next = TICK;
                    console.progress(line(waited));
                }
            }
        } catch (ExecutionException e) {
            throw said(e.getCause() == null ? e : e.getCause());
        } finally {
            console.progress("");
        }
    }

    private String line(Duration waited) {
        String step = howFar.get();
        return what + " ... " + (step.isEmpty() ? "" : step + ", ") + waited.toSeconds() + " s of " + limit.toSeconds()
                + " s";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private SupervisionException late() {
        return new SupervisionException(
                Code.TIMEOUT,
                what + ": not done within " + limit.toMillis() + " ms; the order stands",
                "look with sup:status, or wait longer with --timeout MS");
    }

    /** The failure of a stage as an exception of ours where it is one. */
    private static Exception said(Throwable cause) {
        if (cause instanceof CallFailed failed)
            return new SupervisionException(code(failed), String.valueOf(failed.getMessage()), "sup:tree");
        return cause instanceof Exception exception ? exception : new IllegalStateException(cause);
    }

    private static Code code(CallFailed failed) {
        return switch (failed.reason()) {
            case "timeout" -> Code.TIMEOUT;
            case "noproc" -> Code.NOT_FOUND;
            case "full" -> Code.REFUSED;
            default -> Code.FAILED;
        };
    }
}
