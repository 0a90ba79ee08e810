package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call from a worker: its outcome is an {@link Answer} in the asker's mailbox.
 *
 * <p>What the receiver took out of its mailbox and answered travels back itself, as the answer. Given up or overdue it may lie
 * in the receiver's mailbox still, so a message of its own tells of that.
 */
final class AskCall extends Call implements Runnable {
    private final Incarnation asker;
    private final Object tag;
    /** Of the asker's turn. */
    private Deadlines.@Nullable Deadline deadline;

    private boolean late;
    /** Whether the receiver took it out of its mailbox. Of the receiver's turn. */
    private boolean taken;
    /** Written by the one who answers, before it is sent back. */
    private boolean returning;

    private @Nullable Object value;
    private @Nullable String failure;

    AskCall(WorkerProcess receiver, Incarnation asker, Object tag, Object payload) {
        super(receiver, payload);
        this.asker = asker;
        this.tag = tag;
    }

    @Override
    void arm(ProcessSystem system, Duration limit) {
        deadline = asker.belongings().deadlines(asker).start(limit, this);
    }

    @Override
    void deliver(@Nullable Object outcome, @Nullable String why) {
        if (late || !taken) {
            asker.process().put(new OwnMessage(asker, new Answer(tag, outcome, why)));
            return;
        }
        value = outcome;
        failure = why;
        returning = true;
        asker.process().put(this);
    }

    /** The deadline is over. */
    @Override
    public void run() {
        late = true;
        overdue();
    }

    @Override
    boolean arrive(Incarnation in) {
        if (!returning) {
            taken = true;
            return true;
        }
        if (asker != in) return false;
        if (deadline != null) deadline.met();
        return true;
    }

    @Override
    @Nullable
    Call call() {
        return returning ? null : this;
    }

    @Override
    Object payload() {
        return returning ? new Answer(tag, value, failure) : super.payload();
    }
}
