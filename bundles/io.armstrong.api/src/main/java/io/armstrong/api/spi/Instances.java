package io.armstrong.api.spi;

import io.armstrong.api.spi.Holds.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * How a rollout moves the instances of a dynamic supervisor, one by one and between two messages, into the code of another bundle and
 * back (feature U7). Provided by the supervisor. An instance that restarts stays with the code it had; a newcomer goes where the
 * {@linkplain #share share} says.
 */
@ProviderType
public interface Instances {
    /** The dynamic supervisor of that id, or the one whose instance has it; empty for a child that is static. */
    Optional<Dynamic> of(String childId);

    /** Its instances now, in the order of their ids. Empty for an unknown supervisor. */
    List<Instance> list(String supervisor);

    /**
     * Gets the worker that an active bundle offers for these instances; of their own bundle, the one that it offers now. Nothing moves.
     * Fails with SupervisionException when it does not come within the deadline, or is not fit.
     */
    CompletionStage<Void> standBy(String supervisor, long bundleId, Duration deadline);

    /** Where newcomers go from now on: to that bundle as long as no more than so many percent are there, else to their own. */
    void share(String supervisor, long bundleId, int percent);

    /**
     * Has one instance go on in the code of that bundle, which stands by: held between two messages, its state carried, its mailbox,
     * timers, monitors and names kept, same incarnation. One that is not up goes there with its next start.
     *
     * @param carry what becomes of its state
     * @param deadline for the hold, and again for {@code resumed}
     * @return completes with the microseconds that its messages waited; fails with SupervisionException when it could not: then it goes on
     *     in its old code with its old state
     */
    CompletionStage<Long> move(String instance, long bundleId, Carry carry, Duration deadline);

    /** Has one instance restart with fresh state in its own bundle: it crashes with that reason. */
    void restart(String instance, String reason);

    /** Has what calls to the instances come to told there from now on, newcomers' too, until {@link #unwatch}: until then nobody counts. */
    void watch(String supervisor, Calls calls);

    /** Ends {@link #watch}. */
    void unwatch(String supervisor);

    /** Told on whichever thread: it must not block. */
    @FunctionalInterface
    interface Calls {
        /**
         * Of each call that an instance answered, and of each that failed by its fault: a crash, no answer in time, a checkpoint that was
         * lost.
         *
         * @param bundleId whose code it ran then
         * @param nanos from the send to the outcome, the wait in the mailbox included
         */
        void told(String instance, long bundleId, long nanos, boolean failed);
    }

    /** Gives the worker of that bundle back. Nobody may be there any more. */
    void dismiss(String supervisor, long bundleId);

    /** What becomes of a state on its way to the other code. */
    @FunctionalInterface
    interface Carry {
        CompletionStage<Snapshot> carry(Snapshot held);
    }

    /**
     * A dynamic supervisor.
     *
     * @param supervisor its id, by which its template is declared
     * @param bundleId the bundle of its template
     * @param symbolicName of that bundle
     * @param version of that bundle
     * @param schema of the instances' states; 0 before the first of them started
     */
    record Dynamic(String supervisor, long bundleId, String symbolicName, String version, int schema) {}

    /** @param bundleId whose code it runs, or will run at its next start; @param up whether it can be moved with its state */
    record Instance(String id, long bundleId, boolean up) {}
}
