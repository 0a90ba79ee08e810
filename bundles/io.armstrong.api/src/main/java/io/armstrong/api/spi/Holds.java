package io.armstrong.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How an upgrade takes the static children of a bundle in its hand, between two messages (OTP S100: sys:suspend).
 *
 * <p>Provided by the supervisor. From hold to release the upgrade is the supervisor's plan under way: other exits and
 * orders for these children wait or end it.
 */
@ProviderType
public interface Holds {
    /**
     * Holds every static child of that child's bundle: the message being handled is finished, no other begins, senders go
     * on queueing. Fails with SupervisionException: NOT_FOUND, REFUSED (not up, already held, hung), TIMEOUT.
     */
    CompletionStage<Hold> hold(String childId, Duration deadline);

    /** Children in the hand. Ends with exactly one {@link #release} or {@link #abandon}. */
    @ProviderType
    interface Hold {
        /** The bundle they live in. */
        long bundleId();

        /** The children and their states, in start order. Not empty. */
        List<Held> children();

        /** Takes the old worker out; done when its resources are closed and its threads ended. Its state is kept. No exit. */
        CompletionStage<Void> detach();

        /**
         * Waits until the (re)started bundle offers a worker for every held child, puts it in with that state and lets it resume.
         *
         * @param states by child id, of the new worker's schema, or of an older one from which its {@code upgradeState} leads
         * @param deadline for the worker to appear and {@code resumed} to return
         * @return fails with SupervisionException when it does not, or when {@code restore} or {@code resumed} throws; may be called again after another detach
         */
        CompletionStage<Void> attach(Map<String, Snapshot> states, Duration deadline);

        /** Goes on with what is attached: queued messages are handled now, in order. Done when reports say so too; never fails. */
        CompletionStage<Void> release();

        /** Gives up: each child exits with that crash, and its supervisor decides. */
        void abandon(String cause);
    }

    /**
     * A child in the hand.
     *
     * @param durable whether it checkpoints
     * @param plain whether it is a plain bundle without state
     */
    record Held(String id, long incarnation, boolean durable, boolean plain, Snapshot snapshot) {}

    /** State as data. @param schema number of its shape; 0 with empty data for a plain bundle */
    record Snapshot(int schema, Map<String, Object> data) {}
}
