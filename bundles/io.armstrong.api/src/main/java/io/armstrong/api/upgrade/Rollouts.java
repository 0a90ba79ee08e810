package io.armstrong.api.upgrade;

import io.armstrong.api.upgrade.Upgrades.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * New code by degrees (features U7 to U9, U14): the instances of a dynamic supervisor one by one, or a share of the calls of a service;
 * both versions run side by side until the new one is promoted or everything is back. One rollout a bundle at a time, and no upgrade of it
 * meanwhile. A runtime that ends in mid-rollout boots the old version, unless COMMIT was forced.
 *
 * <p>Orders are answered at once with the report as it is then; what is unknown is a {@link io.armstrong.api.SupervisionException}
 * NOT_FOUND, what cannot be REFUSED.
 */
@ProviderType
public interface Rollouts {
    /**
     * Begins one.
     *
     * @param childId a service that declares {@code twin = true}, a dynamic supervisor, or one of its instances
     * @param jar the new version
     * @return completes when both versions stand side by side, or the rollout was refused; never fails for that: the report says so
     */
    CompletionStage<RolloutReport> begin(String childId, Path jar, Order order);

    /** What {@link #begin} would do, or why it is refused. Nothing is touched, and no code of the new version runs. */
    CompletionStage<RolloutReport> plan(String childId, Path jar, Order order);

    /** The rollout of that child's bundle, or the last one that ended; of one from before a boot only how it ended and why. */
    RolloutReport status(String childId);

    /** Every rollout that is under way, and the last of each other bundle. */
    List<RolloutReport> list();

    /** Lets no further step begin. What is under way is finished; a failure ends it all the same. */
    RolloutReport pause(String childId);

    /** Goes on; after an inconclusive verdict it looks again. */
    RolloutReport resume(String childId);

    /** Moves everything back. Too late once promote has begun: then roll back. */
    RolloutReport abort(String childId, String reason);

    /** Goes to the end without further gates and verdicts. Too late once an abort has begun. */
    RolloutReport promote(String childId);

    /** Completes when it has ended, with the last report. */
    CompletionStage<RolloutReport> ended(String childId);

    /**
     * What is wanted.
     *
     * @param steps {@code weight 10, pause 60 s, weight 50, analysis, promote}; empty: {@code weight 100, promote} for instances,
     *     {@code weight 10, analysis, weight 50, analysis, promote} for a service
     * @param analysis what differs from the defaults: {@code interval=5000 count=3 calls=100 margin=0.01 factor=1.5 floor=5 failures=0
     *     errors=3 delay=0 background=true observe=false}
     * @param gate how long each moved instance must stay well before the next one moves
     * @param sticky what keeps a caller on one side; of services
     * @param probe words that instances of both sides are called with, in gates and looks; empty: crashes alone count
     * @param baseline whether a fresh bundle of the old version stands beside the canary, to be compared with; of services
     * @param options what a person consents to
     */
    record Order(
            String steps,
            String analysis,
            Duration gate,
            Sticky sticky,
            List<String> probe,
            boolean baseline,
            Options options) {
        public static final Duration GATE = Duration.ofSeconds(5);

        /** With the defaults. */
        public static final Order DEFAULT = new Order("", "", GATE, Sticky.NONE, List.of(), true, Options.NONE);

        public Order {
            probe = List.copyOf(probe);
        }

        public Order steps(String other) {
            return new Order(other, analysis, gate, sticky, probe, baseline, options);
        }

        public Order analysis(String other) {
            return new Order(steps, other, gate, sticky, probe, baseline, options);
        }

        public Order gate(Duration other) {
            return new Order(steps, analysis, other, sticky, probe, baseline, options);
        }

        public Order sticky(Sticky other) {
            return new Order(steps, analysis, gate, other, probe, baseline, options);
        }

        public Order probe(String... words) {
            return new Order(steps, analysis, gate, sticky, List.of(words), baseline, options);
        }

        public Order baseline(boolean other) {
            return new Order(steps, analysis, gate, sticky, probe, other, options);
        }

        public Order options(Options other) {
            return new Order(steps, analysis, gate, sticky, probe, baseline, other);
        }
    }
}
