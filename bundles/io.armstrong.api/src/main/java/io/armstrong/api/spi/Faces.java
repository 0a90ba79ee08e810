package io.armstrong.api.spi;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.upgrade.Sample;
import io.armstrong.api.upgrade.Sticky;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The stable faces of children towards other bundles (design D16): one proxy in front of each ordinary service of a child,
 * present from its first start to its removal.
 *
 * <p>The supervisor tells what becomes of a child, and asks to {@link #drain} before it stops a bundle; the upgrade says which of
 * two bundles {@linkplain #serve serves}. Of an unknown child nothing is done. No method waits.
 */
@ProviderType
public interface Faces {
    /** The child is about to run in that bundle: its services get a face, and calls park until {@link #open}. */
    void stand(ChildSpec child, long bundleId);

    /**
     * It is up: parked calls go on, new ones pass.
     *
     * @param breaker asked for each call, told what the child throws unchecked; null: none
     */
    void open(String childId, long incarnation, @Nullable CircuitBreaker breaker);

    /** It comes back soon: calls park, bounded in number and time. Those under way go on. */
    void park(String childId);

    /**
     * It stays down: calls fail at once, parked ones too.
     *
     * @param reason why, one sentence
     * @param retryAfter how long until a call may pass; zero when nobody knows
     */
    void close(String childId, String reason, Duration retryAfter);

    /** It is gone for good: its proxies go. */
    void forget(String childId);

    /**
     * From now on the services of that bundle are behind the face: of the child's own, or of its twin. Calls under way finish
     * where they began.
     */
    void serve(String childId, long bundleId);

    /**
     * Lets no call into that bundle any more, and completes when those under way have left it, or the limit is over: who
     * returns after that gets the exception instead of a result. Ask before the bundle is stopped, updated or uninstalled.
     *
     * @return how many overran
     */
    CompletionStage<Integer> drain(long bundleId, Duration limit);

    /**
     * Sends a share of the calls to the raw services of another, hidden bundle of the child: a canary. A call whose service that bundle
     * does not offer goes where it goes without a split. What the new side fails is told no breaker. Replaces the split before; what was
     * counted of a bundle that stays is kept.
     */
    void split(String childId, Split split);

    /** Ends the split. Calls under way finish where they began: drain the other bundle before it is stopped. */
    void unite(String childId);

    /** What calls came to since they were first split: the new side, the old version beside it if there is one, the child's own; empty when they are not. */
    List<Sample> sides(String childId);

    /**
     * Which calls go where.
     *
     * @param freshId the bundle that gets the share
     * @param percent of the calls, 0 to 100; never exceeded, and of each 16 callers' calls at most one short
     * @param besideId a freshly started bundle of the old version that gets as many calls, as far as there are any left; -1: none
     * @param sticky what keeps a caller on one side; then the share is one of keys, not of calls
     */
    record Split(long freshId, int percent, long besideId, Sticky sticky) {
        public Split {
            if (percent < 0 || percent > 100)
                throw new IllegalArgumentException("percent " + percent + ": must be 0 to 100");
        }

        /** The share of the side beside, in percent. */
        public int besidePercent() {
            return besideId < 0 ? 0 : Math.min(percent, 100 - percent);
        }
    }

    /** What the face of that child is now; empty when it has none. */
    Optional<Report> report(String childId);

    /**
     * A face now.
     *
     * @param state {@code open}, {@code parking}, {@code closed}
     * @param inFlight calls under way in the child's code
     * @param parked calls that wait
     * @param services in the order in which they first appeared
     */
    record Report(String state, int inFlight, int parked, List<Service> services) {
        public Report {
            services = List.copyOf(services);
        }
    }

    /**
     * One service interface of a child.
     *
     * @param name of the interface
     * @param stable whether others see a proxy of it; else they see the raw service
     * @param note why it is raw, or what leaks past the proxy; empty when there is nothing to say
     */
    record Service(String name, boolean stable, String note) {}
}
