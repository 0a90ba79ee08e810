package io.armstrong.process;

import io.armstrong.api.ChildSpec;
import java.time.Duration;
import java.util.Map;
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
        @Nullable Meters meters) {
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
                null);
    }

    /** Bound and deadlines of that spec. */
    public WorkerSettings withSpec(ChildSpec spec) {
        return new WorkerSettings(
                system,
                spec.mailboxBound(),
                spec.startDeadline(),
                spec.handlerDeadline(),
                secondDeadline,
                blocking,
                checkpoints,
                config,
                poisonAfter,
                meters);
    }

    /** The same with threads of their own or not. */
    public WorkerSettings withBlocking(boolean value) {
        return new WorkerSettings(
                system,
                mailboxBound,
                startDeadline,
                handlerDeadline,
                secondDeadline,
                value,
                checkpoints,
                config,
                poisonAfter,
                meters);
    }

    /** The same, durable. */
    public WorkerSettings withCheckpoints(@Nullable Checkpoints value) {
        return new WorkerSettings(
                system,
                mailboxBound,
                startDeadline,
                handlerDeadline,
                secondDeadline,
                blocking,
                value,
                config,
                poisonAfter,
                meters);
    }

    /** The same with that configuration. */
    public WorkerSettings withConfig(Map<String, Object> value) {
        return new WorkerSettings(
                system,
                mailboxBound,
                startDeadline,
                handlerDeadline,
                secondDeadline,
                blocking,
                checkpoints,
                value,
                poisonAfter,
                meters);
    }

    /** The same, counted there what it allocates. */
    public WorkerSettings withMeters(@Nullable Meters value) {
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
                value);
    }

    /** The same with that many incarnations to a poison message. */
    public WorkerSettings withPoisonAfter(int value) {
        return new WorkerSettings(
                system,
                mailboxBound,
                startDeadline,
                handlerDeadline,
                secondDeadline,
                blocking,
                checkpoints,
                config,
                value,
                meters);
    }
}
