package io.armstrong.api.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only hand on the framework (design D9; facts F1 to F7).
 *
 * <p>Every method returns at once. Each call runs on a warm pooled thread under its deadline: overrun it is interrupted,
 * given one more second, then abandoned: the bundle is HUNG, its thread replaced, and no further call is made on that
 * bundle until it returns. Stages never fail: the {@link Outcome} says what was found. Work on one bundle is done in
 * order; work on different bundles goes side by side. Starts and stops are transient.
 */
@ProviderType
public interface Lifecycle {
    /** Installs that jar under that location. The outcome's {@code bundleId} is the new bundle. */
    CompletionStage<Outcome> install(String location, Path jar, Duration deadline);

    /** Starts a bundle: done when it is ACTIVE. */
    CompletionStage<Outcome> start(long bundleId, Duration deadline);

    /** Stops a bundle: done when it is RESOLVED; a throw of its activator is reported, and it is stopped all the same. */
    CompletionStage<Outcome> stop(long bundleId, Duration deadline);

    /** Stop and start as one job on one thread. Each part has its own deadline. */
    CompletionStage<Outcome> restart(long bundleId, Duration stopDeadline, Duration startDeadline);

    /** Updates a bundle to that jar without starting it; the outcome is read from the bundle afterwards, not from the call (F14). */
    CompletionStage<Outcome> update(long bundleId, Path jar, Duration deadline);

    /** Refreshes the closure of these bundles. Refused when {@link #closure} holds a bundle that is hung, starting or stopping (F3). */
    CompletionStage<Outcome> refresh(Collection<Long> bundleIds, Duration deadline);

    CompletionStage<Outcome> uninstall(long bundleId, Duration deadline);

    /** The bundles that a refresh of these would stop and start; answers at once. */
    Set<Long> closure(Collection<Long> bundleIds);

    /** Bundles with a call that overran every deadline and has not returned. */
    List<HungCall> hung();

    /**
     * What came of a call.
     *
     * @param kind how it ended
     * @param bundleId of the bundle
     * @param state of the bundle afterwards: {@code ACTIVE}, {@code RESOLVED}, {@code INSTALLED}, {@code UNINSTALLED} ...
     * @param version of the bundle afterwards
     * @param cause one line: why it was not done, or what went wrong on the way (a stop that threw); else empty
     * @param trace first frames of the cause, or of the hung thread; at most 32
     */
    record Outcome(Kind kind, long bundleId, String state, String version, String cause, List<String> trace) {
        public Outcome {
            trace = List.copyOf(trace);
        }

        public boolean done() {
            return kind == Kind.DONE;
        }
    }

    /** How a call ended. */
    enum Kind {
        /** As asked. */
        DONE,
        /** The framework or the bundle refused or threw. */
        FAILED,
        /** The deadline passed; the thread was interrupted and came back in time. */
        OVERRAN,
        /** The deadline passed and the thread did not come back: the bundle is left alone. */
        HUNG,
        /** Not tried: the bundle is hung, gone, or the closure is unsafe. */
        REFUSED
    }

    /** @param operation {@code start}, {@code stop} ...; @param trace where it stands now */
    record HungCall(long bundleId, String operation, Duration since, List<String> trace) {}
}
