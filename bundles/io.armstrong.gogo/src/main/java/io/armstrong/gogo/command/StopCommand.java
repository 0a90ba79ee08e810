package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class StopCommand extends Order {
    StopCommand() {
        super(
                Usage.of("stop", "Stops a child and keeps its spec; sup:start brings it back", "sup:stop counter")
                        .with(TIMEOUT, Caution.YES)
                        .note("Asks for a child of the error kernel or critical; no terminal: give --yes."),
                "stopped");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.stop(id);
    }
}
