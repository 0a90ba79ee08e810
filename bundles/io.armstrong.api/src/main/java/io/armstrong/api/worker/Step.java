package io.armstrong.api.worker;

import io.armstrong.api.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * What a worker wants after one message.
 *
 * <p>Make one with {@link #next}, {@link #reply} or {@link #stop}; add {@link #checkpoint()} when the new state must be
 * on disk before any reply or send of this step leaves (design D15).
 *
 * @param state the state from now on
 * @param replies whether {@code reply} answers the caller; false: no answer now, see {@link WorkerContext#caller()}
 * @param reply the answer, plain data; null is an answer too
 * @param durable whether the state is checkpointed
 * @param stop why the worker ends after this step; null: it goes on
 */
public record Step<S>(
        S state,
        boolean replies,
        @Nullable Object reply,
        boolean durable,
        @Nullable ExitReason stop) {
    /** Go on with this state; nobody is answered. */
    public static <S> Step<S> next(S state) {
        return new Step<>(state, false, null, false, null);
    }

    /** Go on with this state and answer the caller; for a cast the answer is dropped. */
    public static <S> Step<S> reply(S state, @Nullable Object reply) {
        return new Step<>(state, true, reply, false, null);
    }

    /** End with this reason after {@code terminate} (OTP S97). */
    public static <S> Step<S> stop(S state, ExitReason reason) {
        return new Step<>(state, false, null, false, reason);
    }

    /** The same step, its state on disk before anything of it leaves. */
    public Step<S> checkpoint() {
        return new Step<>(state, replies, reply, true, stop);
    }

    /** The same step, ending with this reason after the answer. */
    public Step<S> thenStop(ExitReason reason) {
        return new Step<>(state, replies, reply, durable, reason);
    }
}
