package io.armstrong.api.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
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

    /**
     * The same, as far as that is possible in the turns of that executor, and so is a {@link Hold#relieve} that is asked for in one of
     * them: who is held waits for no change of threads.
     *
     * @param turns whose threads the children's {@code snapshot}, {@code restore} and {@code resumed} may hold up; whoever gives it watches them
     */
    CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns);

    /**
     * Keeps every static child of that child's bundle down: a start asked for meanwhile, by hand, on trial or with a group, waits
     * until the release. Nobody is between two messages, so {@link Hold#children} is empty. Fails with SupervisionException:
     * NOT_FOUND, REFUSED (one is up or on its way, already held, hung), TIMEOUT.
     */
    CompletionStage<Hold> holdDown(String childId, Duration deadline);

    /**
     * Whoever of these starts next is isolated instead, and stays so over a boot, until somebody restores it: what lies there is not
     * what boots (fault row 40). Touches nobody who is up.
     */
    void setAside(List<String> childIds);

    /** How the location of a twin begins. A bundle with such a location is nobody's child (design section 4). */
    String TWIN_LOCATION = "armstrong-twin:";

    /**
     * Gets the workers that an active bundle offers for the static children of that child's bundle: activated and ready.
     * Touches none of the children. Fails with SupervisionException when one does not come.
     *
     * @param bundleId the twin, or the children's own bundle
     * @param deadline for all of them
     */
    CompletionStage<Relief> relief(String childId, long bundleId, Duration deadline);

    /** Workers that stand by to take over. Ends with {@link #dismiss}, or by taking over. */
    @ProviderType
    interface Relief {
        /**
         * Has each worker take over a copy of the state in a dry context: what it sends, starts or opens is written down and
         * not done; {@code init} is not run.
         *
         * @param states by child id, as in {@link Hold#attach}
         * @return what each made of it; fails when {@code restore} or {@code resumed} throws or the deadline is over
         */
        CompletionStage<List<Rehearsed>> rehearse(Map<String, Snapshot> states, Duration deadline);

        /** Children that stand in these workers exit with that crash, and start in their own bundle from now on; the others stay. */
        void leave(String cause);

        /** Gives the workers that did not take over back. */
        void dismiss();
    }

    /**
     * What a worker did with a copy of the state.
     *
     * @param state as it is after {@code resumed}
     * @param effects what it would have done, one line each
     */
    record Rehearsed(String id, Snapshot state, List<String> effects) {
        public Rehearsed {
            effects = List.copyOf(effects);
        }
    }

    /** Children in the hand. Ends with exactly one {@link #release} or {@link #abandon}. */
    @ProviderType
    interface Hold {
        /** The bundle they live in. */
        long bundleId();

        /** The children and their states, in start order; empty when they are kept down. */
        List<Held> children();

        /**
         * How long messages have waited for it, in nanoseconds: from the first child between two messages until the last goes on; up to
         * now while one does not.
         */
        long heldNanos();

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

        /**
         * Takes each old worker out and puts the one that stands by in its place, with that state; each resumes. Old workers are
         * given back at {@link #release}.
         *
         * <p>While a twin's workers serve, a restart of a child is a fresh {@code init} of theirs: old code never meets new state.
         *
         * @param states as in {@link #attach}
         * @return fails as {@link #attach} does; may be called again, with the other bundle's relief too
         */
        CompletionStage<Void> relieve(Relief relief, Map<String, Snapshot> states, Duration deadline);

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
     * @param unsteady places of the snapshot that differ when it is taken twice; empty as it should be
     */
    record Held(String id, long incarnation, boolean durable, boolean plain, Snapshot snapshot, List<String> unsteady) {
        public Held {
            unsteady = List.copyOf(unsteady);
        }
    }

    /** State as data. @param schema number of its shape; 0 with empty data for a plain bundle */
    record Snapshot(int schema, Map<String, Object> data) {}
}
