package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class RemoveCommand extends Order {
    RemoveCommand() {
        super(
                Usage.of("remove", "Stops a child and forgets it: the end of sup:add", "sup:remove counter")
                        .with(TIMEOUT, Caution.YES)
                        .note("Asks for a child of the error kernel or critical; no terminal: give --yes."),
                "removed");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.remove(id);
    }
}
