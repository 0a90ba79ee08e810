package io.armstrong.examples.pqchain.api;

import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The tag of a question that a worker asks on behalf of somebody who waits.
 *
 * <p>It lives here, not in the asking bundle: the answer may come after that bundle was upgraded, and its new code must
 * still know the tag.
 *
 * @param caller who waits; null when nobody does
 * @param about the request as it came
 */
public record Deferred(@Nullable Caller caller, Object about) {
    /** Answers who waits. */
    public void reply(WorkerContext ctx, Object value) {
        if (caller != null) ctx.reply(caller, value);
    }

    /** Fails the call of who waits. */
    public void refuse(WorkerContext ctx, String cause) {
        if (caller != null) ctx.refuse(caller, cause);
    }
}
