package io.armstrong.upgrade;

import io.armstrong.api.upgrade.Sample;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a rollout moves: instances of a dynamic supervisor, or a share of the calls of a service. One of prepare, shift, unshift,
 * promote and discard at a time; each has deadlines of its own, so that each stage completes. A stage that fails does so with a reason.
 */
interface Movement {
    /** {@code rolling} or {@code canary}. */
    String kind();

    /** What can be said without running new code: fills in versions. @throws RuntimeException a refusal with its remedy */
    void plan();

    /** The version wanted; empty while it is not known. */
    String wanted();

    /** Both versions stand side by side. */
    CompletionStage<Units> prepare();

    /** One instance more, or that share of the calls, is on the new side. Newcomers follow the same share. */
    CompletionStage<Units> shift(int percent);

    /** One instance fewer, or no call, is on the new side. */
    CompletionStage<Units> unshift();

    /** The new version becomes the child's own; everything is on the new side. */
    CompletionStage<Promotion> promote();

    /** The second bundles go. Nothing of the child is in them any more. */
    CompletionStage<Void> discard();

    /** What is still on the new side restarts in its own bundle. Never fails. */
    void giveUp(String reason);

    /** Calls both sides with the words of the order, where they are not called anyway. */
    CompletionStage<Void> probe();

    /** What was seen of each side since it was there: the new one, the one to compare it with, others. Empty while there are no sides. */
    CompletionStage<List<Sample>> sides();

    /** Whether that child is on the new side. */
    boolean onNewSide(String childId);

    /** What is not well on the new side now, one sentence; empty when all is. */
    CompletionStage<String> complaint();

    /** The service ends: nothing is to be done any more that waits. */
    void cut();

    /** Units on the new side, and all there are. */
    record Units(int moved, int total) {}

    /** What came of a promote. @param reason empty when it is done; @param oldStands else whether everything can go back */
    record Promotion(String reason, boolean oldStands) {
        static final Promotion DONE = new Promotion("", false);
    }
}
