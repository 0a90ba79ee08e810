package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call from a worker: its outcome is an {@link Answer} in the asker's mailbox. */
final class AskCall extends Call {
    private final Incarnation asker;
    private final Object tag;
    /** Of the asker's turn. */
    private Deadlines.@Nullable Deadline deadline;

    AskCall(WorkerProcess receiver, Incarnation asker, Object tag, Object payload) {
        super(receiver, payload);
        this.asker = asker;
        this.tag = tag;
    }

    @Override
    void arm(ProcessSystem system, Duration limit) {
        Deadlines.Deadline mine = new Limit(this);
        asker.belongings().deadlines(asker).start(limit, mine);
        deadline = mine;
    }

    @Override
    void deliver(@Nullable Object outcome, @Nullable String why) {
        asker.process().put(new Outcome(this, new Answer(tag, outcome, why)));
    }

    /** Its deadline. */
    private static final class Limit extends Deadlines.Deadline {
        private final AskCall call;

        Limit(AskCall call) {
            this.call = call;
        }

        @Override
        protected void expire() {
            call.overdue();
        }
    }

    /** On its way back. A message of its own: the call may be the top of the receiver's inbox still. */
    private static final class Outcome extends OwnMessage {
        private final AskCall call;

        Outcome(AskCall call, Answer answer) {
            super(call.asker, answer);
            this.call = call;
        }

        @Override
        boolean arrive(Incarnation in) {
            if (!super.arrive(in)) return false;
            Deadlines.Deadline running = call.deadline;
            if (running != null) running.met();
            return true;
        }
    }
}
