package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.WorkerContext.Answer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Something a worker sends: it leaves at once, or with the {@link Outbox} of a durable worker. */
sealed interface Leaving {
    /** On its way. */
    void leave();

    /** It cannot leave: what it stands on was not saved. */
    default void fail(String reason) {}

    /** An answer. */
    record Reply(Call call, @Nullable Object value) implements Leaving {
        @Override
        public void leave() {
            call.complete(value);
        }

        @Override
        public void fail(String reason) {
            call.fault(reason);
        }
    }

    /** A call that the worker lets fail. */
    record Refusal(Call call, String cause) implements Leaving {
        @Override
        public void leave() {
            call.fail(cause);
        }

        @Override
        public void fail(String reason) {
            call.fail(reason);
        }
    }

    /** A message nobody waits for; lost silently when the receiver is gone or full (OTP S96). */
    record Cast(Incarnation from, Ref to, Object message) implements Leaving {
        @Override
        public void leave() {
            if (to == from.process()) from.process().offer(new OwnMessage(from, message));
            else if (to instanceof WorkerProcess worker) worker.post(message);
            else to.cast(message);
        }
    }

    /** A call whose outcome comes back as a message. */
    record Ask(Incarnation from, Ref to, Object message, Duration deadline, Object tag) implements Leaving {
        @Override
        public void leave() {
            if (to instanceof WorkerProcess worker) worker.send(new AskCall(worker, from, tag, message), deadline);
            else
                to.call(message, deadline)
                        .whenComplete((value, thrown) -> from.process().put(answer(value, thrown)));
        }

        private OwnMessage answer(@Nullable Object value, @Nullable Throwable thrown) {
            Throwable cause =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            String failure =
                    cause == null ? null : cause instanceof CallFailed failed ? failed.reason() : Exits.cause(cause);
            return new OwnMessage(from, new Answer(tag, value, failure));
        }
    }
}
