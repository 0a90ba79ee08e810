package io.armstrong.lifecycle;

import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.lifecycle.Call.Attempt;
import io.armstrong.lifecycle.Call.GivenUp;
import io.armstrong.lifecycle.FrameworkCalls.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What each order does, part by part. The outcome is read from the framework afterwards, never from a call's return: Felix
 * throws where Equinox returns (fact F14).
 */
final class Steps {
    /** For the stop of a bundle whose start had overrun; the design's default shutdown. */
    private static final Duration UNDO = Duration.ofSeconds(5);

    private final FrameworkCalls framework;

    Steps(FrameworkCalls framework) {
        this.framework = framework;
    }

    Outcome install(Call call, String location, Path jar, Duration deadline) throws GivenUp {
        OptionalLong taken = framework.at(location);
        if (taken.isPresent()) {
            Seen there = framework.look(taken.getAsLong());
            return of(
                    Kind.REFUSED,
                    there,
                    "the location " + location + " is taken by " + there.name() + " " + there.version(),
                    List.of());
        }
        AtomicLong id = new AtomicLong(-1);
        Attempt install = call.attempt("install", deadline, () -> id.set(framework.install(location, jar)));
        return outcome(install, framework.look(id.get()), install.clean(), "");
    }

    Outcome start(Call call, long bundleId, Duration deadline) throws GivenUp {
        return start(call, bundleId, deadline, "");
    }

    /** @param onTheWay what went wrong before */
    private Outcome start(Call call, long bundleId, Duration deadline, String onTheWay) throws GivenUp {
        Attempt start = call.attempt("start", deadline, () -> framework.start(bundleId));
        // A component that gave up waiting leaves its bundle ACTIVE: a start that overran is undone, or the next would
        // find it done.
        if (start.overran() && framework.look(bundleId).active())
            call.attempt("stop", UNDO, () -> framework.stop(bundleId));
        Seen seen = framework.look(bundleId);
        return outcome(start, seen, start.clean() && seen.active(), onTheWay);
    }

    Outcome stop(Call call, long bundleId, Duration deadline) throws GivenUp {
        Attempt stop = call.attempt("stop", deadline, () -> framework.stop(bundleId));
        Seen seen = framework.look(bundleId);
        return outcome(stop, seen, stopped(seen), "");
    }

    Outcome restart(Call call, long bundleId, Duration stopDeadline, Duration startDeadline) throws GivenUp {
        Outcome stop = stop(call, bundleId, stopDeadline);
        // It is down, be it in order or not: the restart goes on (fault 4).
        if (!stop.done() && !stopped(framework.look(bundleId))) return stop;
        return start(call, bundleId, startDeadline, stop.cause().isEmpty() ? "" : "stop: " + stop.cause());
    }

    Outcome update(Call call, long bundleId, Path jar, Duration deadline) throws GivenUp {
        // Stopped first: a stop that throws would leave the old content, and the new one must not start here.
        if (framework.look(bundleId).active()) {
            Outcome stop = stop(call, bundleId, deadline);
            if (!stopped(framework.look(bundleId))) return stop;
        }
        Attempt update = call.attempt("update", deadline, () -> framework.update(bundleId, jar));
        Seen seen = framework.look(bundleId);
        // Equinox starts a bundle by itself that somebody once started for good, as soon as its new content resolves.
        boolean there = seen.state().equals("RESOLVED") || seen.active();
        return outcome(update, seen, update.clean() && there, "");
    }

    Outcome uninstall(Call call, long bundleId, Duration deadline) throws GivenUp {
        String version = framework.look(bundleId).version();
        Attempt uninstall = call.attempt("uninstall", deadline, () -> framework.uninstall(bundleId));
        Seen seen = framework.look(bundleId);
        Seen last = seen.gone() ? new Seen(bundleId, seen.symbolicName(), seen.state(), version) : seen;
        return outcome(uninstall, last, uninstall.clean() && last.gone(), "");
    }

    Outcome refresh(Call call, Seen first, Collection<Long> bundleIds, Collection<Long> closure, Duration deadline)
            throws GivenUp {
        List<Seen> active = look(closure, Seen::active);
        Attempt refresh = call.attempt("refresh", deadline, () -> framework.refresh(bundleIds));
        List<String> down = active.stream()
                .map(seen -> framework.look(seen.bundleId()))
                .filter(seen -> !seen.active())
                .map(seen -> seen.name() + " " + seen.state())
                .toList();
        Seen after = framework.look(first.bundleId());
        return outcome(
                refresh, after, refresh.clean() && down.isEmpty(), down.isEmpty() ? "" : "not up again: " + down);
    }

    /** Of those bundles the ones for which that holds. */
    List<Seen> look(Collection<Long> bundleIds, Predicate<Seen> which) {
        return bundleIds.stream().map(framework::look).filter(which).toList();
    }

    /** A call that had been given up came back: a bundle that is up after all is stopped, its child is long declared down. */
    void late(Call call) throws Exception {
        long bundleId = call.job.bundle.bundleId();
        if (call.part().equals("start") && framework.look(bundleId).active()) framework.stop(bundleId);
    }

    /** @param asked whether the bundle is as the order wanted it */
    private static Outcome outcome(Attempt attempt, Seen seen, boolean asked, String onTheWay) {
        Failure failure = attempt.failure();
        String thrown = failure == null ? "" : failure.cause();
        List<String> trace = failure == null ? List.of() : failure.trace();
        if (attempt.overran()) {
            String overran = "did not return within " + text(attempt.deadline());
            return of(Kind.OVERRAN, seen, join(onTheWay, join(overran, thrown)), trace);
        }
        if (asked) return of(Kind.DONE, seen, join(onTheWay, thrown), trace);
        String found = "the call returned, and the bundle is " + seen.state();
        return of(Kind.FAILED, seen, join(onTheWay, failure == null ? found : thrown), trace);
    }

    static Outcome of(Kind kind, Seen seen, String cause, List<String> trace) {
        return new Outcome(kind, seen.bundleId(), seen.state(), seen.version(), cause, trace);
    }

    private static String join(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "; " + other;
    }

    private static boolean stopped(Seen seen) {
        return seen.state().equals("RESOLVED") || seen.state().equals("INSTALLED");
    }

    /** {@code 10 s}, {@code 250 ms}. */
    static String text(Duration duration) {
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
