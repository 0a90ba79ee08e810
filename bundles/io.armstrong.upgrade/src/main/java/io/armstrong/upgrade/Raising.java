package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Supervision;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts those again whom a bad version brought down, once it is gone. */
record Raising(Ground ground) {
    void up(String child) {
        Supervision supervision = ground.supervision();
        CompletionStage<?> up =
                switch (supervision.status(child).status()) {
                    case UP -> CompletableFuture.completedStage(null);
                    case ISOLATED -> supervision.restore(child);
                    case OPEN -> supervision.isolate(child).thenCompose(down -> supervision.restore(child));
                    default -> supervision.start(child);
                };
        up.whenComplete((done, failure) -> {
            if (failure != null)
                ground.journal()
                        .record(new ArmstrongEvent.AlarmSet(
                                child,
                                "upgrade",
                                "the bad version is gone, but the child it brought down does not start: "
                                        + Refusal.sentence(failure),
                                "sup:why " + child));
        });
    }
}
