package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class RestartCommand extends Order {
    RestartCommand() {
        super(
                Usage.of(
                                "restart",
                                "Stops and starts one child; its siblings stay, nothing is counted",
                                "sup:restart counter")
                        .with(TIMEOUT),
                "restarted");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.restart(id);
    }
}
