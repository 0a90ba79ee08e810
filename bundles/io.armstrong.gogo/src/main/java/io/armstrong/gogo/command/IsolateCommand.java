package io.armstrong.gogo.command;

import io.armstrong.api.Supervision;
import java.util.concurrent.CompletionStage;

final class IsolateCommand extends Order {
    IsolateCommand() {
        super(
                Usage.of("isolate", "Stops a child and keeps it down until sup:restore", "sup:isolate counter")
                        .with(TIMEOUT, Caution.YES)
                        .note("Asks for a child of critical; refused under one_for_all."),
                "isolated");
    }

    @Override
    CompletionStage<?> order(Supervision supervision, String id) {
        return supervision.isolate(id);
    }
}
