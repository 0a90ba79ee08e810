package io.armstrong.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor knows of a child before it runs (OTP S2).
 *
 * <p>Make one with {@link #of(String)} and the {@code with...} methods; every component has a default.
 *
 * @param id unique in the tree; letters, digits and {@code . _ - #}, at most 128 characters
 * @param tier the tier whose supervisor owns it when no supervisor is named; default normal
 * @param supervisor the id of its supervisor; empty: the tier's own
 * @param restart default permanent
 * @param shutdown default 5 s for a worker, infinity for a supervisor
 * @param type default worker
 * @param significant counts for its supervisor's auto-shutdown; default false
 * @param depth how much a restart makes anew; default BUNDLE
 * @param startDeadline from the order to start until its {@code init} is done; default 10 s
 * @param handlerDeadline for one message; default 30 s
 * @param mailboxBound messages that may wait; default 10,000; one more is refused at the sender
 * @param order place among the static children of its supervisor at boot, smaller first, then by bundle id; default 1000
 * @param source where its running part comes from
 * @throws IllegalArgumentException naming the component, its value and the rule it breaks
 */
public record ChildSpec(
        String id,
        Tier tier,
        String supervisor,
        RestartType restart,
        Shutdown shutdown,
        ChildType type,
        boolean significant,
        RestartDepth depth,
        Duration startDeadline,
        Duration handlerDeadline,
        int mailboxBound,
        int order,
        ChildSource source) {
    public static final Duration DEFAULT_START_DEADLINE = Duration.ofSeconds(10);
    public static final Duration DEFAULT_HANDLER_DEADLINE = Duration.ofSeconds(30);
    public static final int DEFAULT_MAILBOX_BOUND = 10_000;
    public static final int DEFAULT_ORDER = 1000;
    private static final int MAX_ID_LENGTH = 128;

    public ChildSpec {
        String wrong = wrongId(id);
        if (wrong != null) throw new IllegalArgumentException(wrong);
        if (mailboxBound < 1)
            throw new IllegalArgumentException("mailbox of " + id + " is " + mailboxBound + ": must be 1 or more");
        if (startDeadline.isNegative() || startDeadline.isZero())
            throw new IllegalArgumentException(
                    "start deadline of " + id + " is " + startDeadline + ": must be positive");
        if (handlerDeadline.isNegative() || handlerDeadline.isZero())
            throw new IllegalArgumentException(
                    "handler deadline of " + id + " is " + handlerDeadline + ": must be positive");
    }

    /** A permanent worker of the normal tier with every default and nothing to run yet. */
    public static ChildSpec of(String id) {
        return new ChildSpec(
                id,
                Tier.NORMAL,
                "",
                RestartType.PERMANENT,
                Shutdown.WORKER_DEFAULT,
                ChildType.WORKER,
                false,
                RestartDepth.BUNDLE,
                DEFAULT_START_DEADLINE,
                DEFAULT_HANDLER_DEADLINE,
                DEFAULT_MAILBOX_BOUND,
                DEFAULT_ORDER,
                new ChildSource.Given());
    }

    /** A permanent supervisor as a child: shutdown infinity. */
    public static ChildSpec of(SupervisorSpec nested) {
        return of(nested.id())
                .withType(ChildType.SUPERVISOR)
                .withShutdown(new Shutdown.Infinity())
                .withSource(new ChildSource.Nested(nested));
    }

    /** Why this is no id, in one sentence; null when it is one. */
    public static @Nullable String wrongId(String id) {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH)
            return "child id '" + id + "': must have 1 to " + MAX_ID_LENGTH + " characters";
        return id.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-#".indexOf(c) >= 0))
                ? null
                : "child id '" + id + "': may hold letters, digits and . _ - # only";
    }

    /** The same child with another tier. */
    public ChildSpec withTier(Tier value) {
        return new ChildSpec(
                id,
                value,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another supervisor. */
    public ChildSpec withSupervisor(String value) {
        return new ChildSpec(
                id,
                tier,
                value,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another restart. */
    public ChildSpec withRestart(RestartType value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                value,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another shutdown. */
    public ChildSpec withShutdown(Shutdown value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                value,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another type. */
    public ChildSpec withType(ChildType value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                value,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another significant. */
    public ChildSpec withSignificant(boolean value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                value,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another depth. */
    public ChildSpec withDepth(RestartDepth value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                value,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another startDeadline. */
    public ChildSpec withStartDeadline(Duration value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                value,
                handlerDeadline,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another handlerDeadline. */
    public ChildSpec withHandlerDeadline(Duration value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                value,
                mailboxBound,
                order,
                source);
    }

    /** The same child with another mailboxBound. */
    public ChildSpec withMailboxBound(int value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                value,
                order,
                source);
    }

    /** The same child with another order. */
    public ChildSpec withOrder(int value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                value,
                source);
    }

    /** The same child with another source. */
    public ChildSpec withSource(ChildSource value) {
        return new ChildSpec(
                id,
                tier,
                supervisor,
                restart,
                shutdown,
                type,
                significant,
                depth,
                startDeadline,
                handlerDeadline,
                mailboxBound,
                order,
                value);
    }
}
