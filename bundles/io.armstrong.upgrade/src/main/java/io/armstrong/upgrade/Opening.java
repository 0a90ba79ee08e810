package io.armstrong.upgrade;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How every rollout begins, whatever it moves: the jar is checked and copied, the second bundles come up, the log says so. */
record Opening(Ground ground, Subject subject, UpgradeLog log, String kind) {
    Preparation preparation() {
        return new Preparation(ground, subject, new Routes(subject));
    }

    /** @param what would be hidden, for messages; @throws RuntimeException a refusal where nobody hides */
    void somebodyHides(String what) {
        if (ground.hiding().isEmpty())
            throw Refusal.of("nobody hides " + what + ": io.armstrong.face does not run", "start it");
    }

    /** Before anything moves the log knows of it: a kill later than that is told of as the end of a rollout. */
    <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> bringsUp) {
        try {
            preparation().stage();
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
        return bringsUp.get().thenComposeAsync(this::logged, ground.pool());
    }

    private <T> CompletionStage<T> logged(T there) {
        try {
            log.beginRollout(subject, kind, ground.wall().get());
            return CompletableFuture.completedStage(there);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }
}
