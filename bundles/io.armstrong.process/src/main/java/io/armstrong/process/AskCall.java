package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext.Answer;
import org.jspecify.annotations.Nullable;

/** A call from a worker: its outcome is an {@link Answer} in the asker's mailbox. */
final class AskCall extends Call {
    private final Incarnation asker;
    private final Object tag;

    AskCall(WorkerProcess receiver, Incarnation asker, Object tag, Object payload) {
        super(receiver, payload);
        this.asker = asker;
        this.tag = tag;
    }

    @Override
    void deliver(@Nullable Object value, @Nullable String failure) {
        asker.process().put(new OwnMessage(asker, new Answer(tag, value, failure)));
    }
}
