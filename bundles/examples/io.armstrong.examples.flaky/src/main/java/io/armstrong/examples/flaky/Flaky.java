package io.armstrong.examples.flaky;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Does what it is told, above all the wrong thing. Messages are lists of words; see the readme for all of them.
 *
 * <p>What shall go wrong at a later start or stop is lit as a {@link Fuse} and answered with {@code armed}.
 */
@Supervised(id = "flaky")
@Component(service = Worker.class)
public final class Flaky implements Worker<Flaky.State> {
    /** @param handled messages since init */
    public record State(long handled) {}

    @Activate
    public Flaky() {
        Fuse.ACTIVATE.spark();
    }

    @Override
    public State init(WorkerContext ctx) throws InterruptedException {
        Stall.hang(Fuse.SLOW_START.burnDown());
        Fuse.INIT.spark();
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) throws InterruptedException {
        List<?> words = (List<?>) message;
        State next = new State(state.handled() + 1);
        String rest = words.size() > 1 ? String.valueOf(words.get(1)) : "";
        switch (String.valueOf(words.get(0))) {
            case "ping" -> {
                return Step.reply(next, "pong");
            }
            case "handled" -> {
                return Step.reply(next, next.handled());
            }
            case "throw" -> throw new IllegalStateException(rest.isEmpty() ? "asked to throw" : rest);
            case "error" -> throw new AssertionError(rest.isEmpty() ? "asked to throw an error" : rest);
            case "overflow" -> {
                return Step.reply(next, depth(0));
            }
            case "thread" -> ctx.threads().newThread(() -> throwAlone(rest)).start();
            case "stop" -> {
                return Step.stop(next, ExitReason.parse(rest.isEmpty() ? "asked to stop" : rest));
            }
            case "memory" -> throw new OutOfMemoryError("asked to be out of memory");
            case "exit" -> System.exit((int) seconds(rest).toSeconds());
            case "hang" -> Stall.hang(seconds(rest));
            case "spin" -> Stall.spin(seconds(rest));
            default -> {
                fuse(words).light(seconds(rest).toSeconds());
                return Step.reply(next, "armed");
            }
        }
        return Step.reply(next, "done");
    }

    @Override
    public void terminate(WorkerContext ctx, State state, ExitReason reason) throws InterruptedException {
        Stall.hang(Fuse.STOP_HANG.burnDown());
        Stall.spin(Fuse.STOP_SPIN.burnDown());
    }

    private static void throwAlone(String message) {
        throw new IllegalStateException(message.isEmpty() ? "asked to throw on a thread of its own" : message);
    }

    /** Calls itself until the stack is full. */
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static long depth(long soFar) {
        return 1 + depth(soFar + 1);
    }

    private static Fuse fuse(List<?> words) {
        String name = String.valueOf(words.get(0)).toUpperCase(Locale.ROOT).replace('-', '_');
        for (Fuse fuse : Fuse.values()) if (fuse.name().equals(name)) return fuse;
        throw new IllegalArgumentException("flaky cannot " + words + ": try ping, throw, stop REASON or hang SECONDS");
    }

    /** A count or a time; one, where none is given. */
    private static Duration seconds(String word) {
        return Duration.ofSeconds(word.isEmpty() ? 1 : Long.parseLong(word));
    }
}
