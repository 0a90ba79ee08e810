package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * One line to be carried out.
 *
 * @param args its words
 * @param services what the command stands on
 * @param console where it was typed
 */
public record Call(Arguments args, Services services, Console console) {
    static final Option LIMIT = Option.of("limit", "N", "lines at most, default 50; 0: all");
    static final int DEFAULT_LIMIT = 50;

    Supervision supervision() {
        return services.supervision();
    }

    int limit() {
        return args.count(LIMIT.name(), DEFAULT_LIMIT);
    }

    Duration timeout(Duration absent) {
        return Duration.ofMillis(args.number("timeout", absent.toMillis()));
    }

    /** What the stage completes with; while it does not, a person sees what is waited for. */
    <T> T await(CompletionStage<T> stage, Duration limit, String what) throws Exception {
        return await(stage, limit, what, () -> "");
    }

    /** The same; the text tells more about how far it is. */
    <T> T await(CompletionStage<T> stage, Duration limit, String what, Supplier<String> howFar) throws Exception {
        return new Waiting(console, what, limit, howFar).on(stage);
    }
}
