package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class RestoreCommand extends Order {
    RestoreCommand() {
        super(
                Usage.of("restore", "Brings an isolated child back", "sup:restore counter")
                        .with(TIMEOUT),
                "restored");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.restore(id);
    }
}
