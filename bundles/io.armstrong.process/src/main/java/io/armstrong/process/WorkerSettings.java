package io.armstrong.process;

import io.armstrong.api.ChildSpec;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What worker processes have in common; one for a static child, one for all the dynamic children of a supervisor.
 *
 * @param system where they live
 * @param mailboxBound messages that may wait; default 10,000
 * @param startDeadline for {@code init}, from its beginning; default 10 s
 * @param handlerDeadline for every other callback but one in an ordered stop; default 30 s
 * @param secondDeadline from the interrupt until the incarnation is given up as hung; default 1 s
 * @param blocking whether callbacks may block: then turns run on threads of their own
 * @param checkpoints where the state of a durable child goes; null: the child is not durable
 * @param config what {@code ctx.config()} says
 * @param poisonAfter incarnations that a message must have crashed to be handled no more; default 3
 * @param meters where what it allocates is counted; null: it is not counted
 * @param calls how calls are let in while something is wrong
 * @param inline whether a call to it when it is idle may be handled, and its start done, on the thread of whoever asks for it; means
 *     nothing when blocking
 */
public record WorkerSettings(
        ProcessSystem system,
        int mailboxBound,
        Duration startDeadline,
        Duration handlerDeadline,
        Duration secondDeadline,
        boolean blocking,
        @Nullable Checkpoints checkpoints,
        Map<String, Object> config,
        int poisonAfter,
        @Nullable Meters meters,
        CallRules calls,
        boolean inline) {
    public static final Duration DEFAULT_SECOND_DEADLINE = Duration.ofSeconds(1);
    public static final int DEFAULT_POISON_AFTER = 3;

    public WorkerSettings {
        config = Map.copyOf(config);
    }

    /** Every default; not blocking, not durable. */
    public static WorkerSettings of(ProcessSystem system) {
        return new WorkerSettings(
                system,
                ChildSpec.DEFAULT_MAILBOX_BOUND,
                ChildSpec.DEFAULT_START_DEADLINE,
                ChildSpec.DEFAULT_HANDLER_DEADLINE,
                DEFAULT_SECOND_DEADLINE,
                false,
                null,
                Map.of(),
                DEFAULT_POISON_AFTER,
                null,
                CallRules.DEFAULT,
                false);
    }

    /** Whether what it does may be done on the thread of whoever asks for it. */
    public boolean runsHere() {
        return inline && !blocking;
    }

    /** Bound, deadlines and rules of calls of that spec. */
    public WorkerSettings withSpec(ChildSpec spec) {
        return with(parts -> {
            parts.mailboxBound = spec.mailboxBound();
            parts.startDeadline = spec.startDeadline();
            parts.handlerDeadline = spec.handlerDeadline();
            parts.calls = calls.withSpec(spec);
        });
    }

    /** The same with threads of their own or not. */
    public WorkerSettings withBlocking(boolean value) {
        return with(parts -> parts.blocking = value);
    }

    /** The same with calls handled on the caller's thread or not. */
    public WorkerSettings withInline(boolean value) {
        return with(parts -> parts.inline = value);
    }

    /** The same, durable. */
    public WorkerSettings withCheckpoints(@Nullable Checkpoints value) {
        return with(parts -> parts.checkpoints = value);
    }

    /** The same with that configuration. */
    public WorkerSettings withConfig(Map<String, Object> value) {
        return with(parts -> parts.config = value);
    }

    /** The same, counted there what it allocates. */
    public WorkerSettings withMeters(@Nullable Meters value) {
        return with(parts -> parts.meters = value);
    }

    /** The same with that many incarnations to a poison message. */
    public WorkerSettings withPoisonAfter(int value) {
        return with(parts -> parts.poisonAfter = value);
    }

    /** The same with calls let in so. */
    public WorkerSettings withCalls(CallRules value) {
        return with(parts -> parts.calls = value);
    }

    private WorkerSettings with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.settings();
    }

    /** The components of settings that are being made of others. */
    private static final class Parts {
        private final ProcessSystem system;
        private final Duration secondDeadline;
        private int mailboxBound;
        private Duration startDeadline;
        private Duration handlerDeadline;
        private boolean blocking;
        private @Nullable Checkpoints checkpoints;
        private Map<String, Object> config;
        private int poisonAfter;
        private @Nullable Meters meters;
        private CallRules calls;
        private boolean inline;

        Parts(WorkerSettings from) {
            system = from.system;
            secondDeadline = from.secondDeadline;
            mailboxBound = from.mailboxBound;
            startDeadline = from.startDeadline;
            handlerDeadline = from.handlerDeadline;
            blocking = from.blocking;
            checkpoints = from.checkpoints;
            config = from.config;
            poisonAfter = from.poisonAfter;
            meters = from.meters;
            calls = from.calls;
            inline = from.inline;
        }

        WorkerSettings settings() {
            return new WorkerSettings(
                    system,
                    mailboxBound,
                    startDeadline,
                    handlerDeadline,
                    secondDeadline,
                    blocking,
                    checkpoints,
                    config,
                    poisonAfter,
                    meters,
                    calls,
                    inline);
        }
    }
}
