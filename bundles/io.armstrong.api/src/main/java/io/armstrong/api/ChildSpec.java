package io.armstrong.api;

import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import java.util.function.Consumer;
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
 * @param breaker of calls to it; null: its tier's own; see {@link #breakerInForce()}
 * @param parking what becomes of calls while it restarts; default parked, at most 1,000 for at most 5 s
 * @param guards what watches over it beside its exits; default {@link Guards#DEFAULT}
 * @param recovery what is done about its crashes; default: what its supervisor and its tier say
 * @param face what other bundles see of its services; default a stable proxy of each
 * @param drift what is done when somebody else exchanges its bundle's code; default adopted
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
        ChildSource source,
        @Nullable BreakerSpec breaker,
        ParkSpec parking,
        Guards guards,
        Recovery recovery,
        Face face,
        DriftPolicy drift) {
    public static final Duration DEFAULT_START_DEADLINE = Duration.ofSeconds(10);
    public static final Duration DEFAULT_HANDLER_DEADLINE = Duration.ofSeconds(30);
    public static final int DEFAULT_MAILBOX_BOUND = 10_000;
    public static final int DEFAULT_ORDER = 1000;
    private static final int MAX_ID_LENGTH = 128;
    /** Whether an id may hold that character. */
    private static final boolean[] FITS = fitting();

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
                new ChildSource.Given(),
                null,
                ParkSpec.DEFAULT,
                Guards.DEFAULT,
                Recovery.INHERITED,
                Face.STABLE,
                DriftPolicy.ADOPT);
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
        for (int i = 0; i < id.length(); i++)
            if (!fits(id.charAt(i))) return "child id '" + id + "': may hold letters, digits and . _ - # only";
        return null;
    }

    private static boolean fits(char c) {
        return c < FITS.length && FITS[c];
    }

    private static boolean[] fitting() {
        boolean[] fits = new boolean[128];
        for (char c = 0; c < fits.length; c++) fits[c] = Character.isLetterOrDigit(c) || "._-#".indexOf(c) >= 0;
        return fits;
    }

    /** The same child with another tier. */
    public ChildSpec withTier(Tier value) {
        return with(parts -> parts.tier = value);
    }

    /** The same child with another supervisor. */
    public ChildSpec withSupervisor(String value) {
        return with(parts -> parts.supervisor = value);
    }

    /** The same child with another restart. */
    public ChildSpec withRestart(RestartType value) {
        return with(parts -> parts.restart = value);
    }

    /** The same child with another shutdown. */
    public ChildSpec withShutdown(Shutdown value) {
        return with(parts -> parts.shutdown = value);
    }

    /** The same child with another type. */
    public ChildSpec withType(ChildType value) {
        return with(parts -> parts.type = value);
    }

    /** The same child with another significant. */
    public ChildSpec withSignificant(boolean value) {
        return with(parts -> parts.significant = value);
    }

    /** The same child with another depth. */
    public ChildSpec withDepth(RestartDepth value) {
        return with(parts -> parts.depth = value);
    }

    /** The same child with another startDeadline. */
    public ChildSpec withStartDeadline(Duration value) {
        return with(parts -> parts.startDeadline = value);
    }

    /** The same child with another handlerDeadline. */
    public ChildSpec withHandlerDeadline(Duration value) {
        return with(parts -> parts.handlerDeadline = value);
    }

    /** The same child with another mailboxBound. */
    public ChildSpec withMailboxBound(int value) {
        return with(parts -> parts.mailboxBound = value);
    }

    /** The same child with another order. */
    public ChildSpec withOrder(int value) {
        return with(parts -> parts.order = value);
    }

    /** The same child with another source. */
    public ChildSpec withSource(ChildSource value) {
        return with(parts -> parts.source = value);
    }

    /** The same child with another breaker. */
    public ChildSpec withBreaker(@Nullable BreakerSpec value) {
        return with(parts -> parts.breaker = value);
    }

    /** The same child with another parking. */
    public ChildSpec withParking(ParkSpec value) {
        return with(parts -> parts.parking = value);
    }

    /** The same child with other guards. */
    public ChildSpec withGuards(Guards value) {
        return with(parts -> parts.guards = value);
    }

    /** The same child with another recovery. */
    public ChildSpec withRecovery(Recovery value) {
        return with(parts -> parts.recovery = value);
    }

    /** The same child with another face. */
    public ChildSpec withFace(Face value) {
        return with(parts -> parts.face = value);
    }

    /** The same child with another drift. */
    public ChildSpec withDrift(DriftPolicy value) {
        return with(parts -> parts.drift = value);
    }

    /** The breaker of calls to it, its tier's own where it has none of its own; {@link BreakerSpec#NONE} when there is none. */
    public BreakerSpec breakerInForce() {
        BreakerSpec own = breaker;
        return own == null ? tier.breaker() : own;
    }

    private ChildSpec with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.spec();
    }

    /** The components of a spec that is being made of another. */
    private static final class Parts {
        private final String id;
        private Tier tier;
        private String supervisor;
        private RestartType restart;
        private Shutdown shutdown;
        private ChildType type;
        private boolean significant;
        private RestartDepth depth;
        private Duration startDeadline;
        private Duration handlerDeadline;
        private int mailboxBound;
        private int order;
        private ChildSource source;
        private @Nullable BreakerSpec breaker;
        private ParkSpec parking;
        private Guards guards;
        private Recovery recovery;
        private Face face;
        private DriftPolicy drift;

        Parts(ChildSpec from) {
            id = from.id;
            tier = from.tier;
            supervisor = from.supervisor;
            restart = from.restart;
            shutdown = from.shutdown;
            type = from.type;
            significant = from.significant;
            depth = from.depth;
            startDeadline = from.startDeadline;
            handlerDeadline = from.handlerDeadline;
            mailboxBound = from.mailboxBound;
            order = from.order;
            source = from.source;
            breaker = from.breaker;
            parking = from.parking;
            guards = from.guards;
            recovery = from.recovery;
            face = from.face;
            drift = from.drift;
        }

        ChildSpec spec() {
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
                    source,
                    breaker,
                    parking,
                    guards,
                    recovery,
                    face,
                    drift);
        }
    }
}
