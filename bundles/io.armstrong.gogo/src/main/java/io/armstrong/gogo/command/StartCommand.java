package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class StartCommand extends Order {
    StartCommand() {
        super(
                Usage.of("start", "Starts a child that is down", "sup:start counter")
                        .with(TIMEOUT),
                "started");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.start(id);
    }
}
