package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.core.rollout.RolloutEvent;
import io.armstrong.core.rollout.RolloutPlan;
import io.armstrong.core.rollout.RolloutStep;
import io.armstrong.upgrade.Subject.Asked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The service: finds what a rollout is about, refuses the second on one bundle, and hands orders to the one under way. */
final class RollingOut implements Rollouts, Journal.Listener {
    /** How long an order may wait for its turn: a turn begins things and waits for none. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final Ground ground;
    private final Upgrading upgrading;
    private final Movements movements;
    private final Function<RolloutReport, CompletionStage<String>> gates;
    /** The last of each bundle, by symbolic name. */
    private final Map<String, Rollout> rollouts = new ConcurrentHashMap<>();

    /** @param gates what others have against going on; see {@link Rollout.Owner} */
    RollingOut(
            Ground ground,
            Upgrading upgrading,
            Supplier<Optional<Faces>> faces,
            Supplier<Optional<Instances>> instances,
            Function<RolloutReport, CompletionStage<String>> gates) {
        this.ground = ground;
        this.upgrading = upgrading;
        this.movements = new Movements(ground, upgrading, faces, instances);
        this.gates = gates;
    }

    @Override
    public CompletionStage<RolloutReport> begin(String childId, Path jar, Order order) {
        try {
            Asked asked = asked(childId, jar, order);
            return reserved(asked, order).orElseThrow(() -> busy(asked)).begin();
        } catch (SupervisionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    Asked asked(String childId, Path jar, Order order) {
        return movements.asked(childId, jar, order);
    }

    /** One that has its bundle for itself and has not begun; empty while something else is under way there. */
    Optional<Rollout> reserved(Asked asked, Order order) {
        Rollout rollout = rollout(asked, order);
        String name = asked.bundle().symbolicName();
        if (!upgrading.reserve(name)) return Optional.empty();
        rollouts.put(name, rollout);
        return Optional.of(rollout);
    }

    private SupervisionException busy(Asked asked) {
        String name = asked.bundle().symbolicName();
        String child = asked.child().id();
        return Refusal.of(
                "cannot roll out " + child + ": "
                        + upgrading.reserved().why(name, child).orElse(name + " was busy just now"),
                "sup:rollout status " + child + ", sup:history " + child);
    }

    @Override
    public CompletionStage<RolloutReport> plan(String childId, Path jar, Order order) {
        try {
            Asked asked = movements.asked(childId, jar, order);
            Movement movement = movements.of(asked, order);
            RolloutPlan plan = Movements.plan(movement, order);
            return CompletableFuture.supplyAsync(() -> planned(asked, movement, plan), ground.pool());
        } catch (SupervisionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private RolloutReport planned(Asked asked, Movement movement, RolloutPlan plan) {
        String reason = refusal(asked, movement);
        return new RolloutReport(
                asked.child().id(),
                movement.kind(),
                asked.bundle().version(),
                movement.wanted(),
                "planned",
                plan.steps().steps().stream().map(RolloutStep::text).toList(),
                0,
                0,
                0,
                0,
                false,
                reason,
                reason.isEmpty() ? "" : "refused",
                List.of(),
                List.of(
                        "gate " + plan.gate().toMillis() + " ms",
                        "analysis " + plan.analysis().text()),
                ground.wall().get());
    }

    /** What can be seen against it before anything is touched; empty when nothing. Reads the jar. */
    String refusal(Asked asked, Order order) {
        return refusal(asked, movements.of(asked, order));
    }

    private String refusal(Asked asked, Movement movement) {
        return upgrading
                .reserved()
                .why(asked.bundle().symbolicName(), asked.child().id())
                .orElseGet(() -> refusal(movement));
    }

    private static String refusal(Movement movement) {
        try {
            movement.plan();
            return "";
        } catch (RuntimeException e) {
            SupervisionException refusal = Refusal.of(e);
            return Refusal.message(refusal) + "; " + refusal.remedy();
        }
    }

    private Rollout rollout(Asked asked, Order order) {
        Movement movement = movements.of(asked, order);
        return new Rollout(
                ground,
                movement,
                asked.child().id(),
                asked.bundle().version(),
                Movements.plan(movement, order),
                owner(asked.bundle().symbolicName()));
    }

    private Rollout.Owner owner(String symbolicName) {
        return new Rollout.Owner() {
            @Override
            public CompletionStage<String> complaint(RolloutReport now) {
                return gates.apply(now);
            }

            @Override
            public void ended(RolloutReport last) {
                close(symbolicName, last);
                upgrading.free(symbolicName, last.outcome());
            }
        };
    }

    private void close(String symbolicName, RolloutReport last) {
        try {
            upgrading.log().endRollout(symbolicName, last, ground.wall().get());
        } catch (IOException e) {
            ground.journal()
                    .record(new ArmstrongEvent.AlarmSet(
                            last.child(),
                            "rollout",
                            "it has ended, but the log cannot be closed: " + Refusal.sentence(e),
                            "free disk space"));
        }
    }

    // ---- orders ----

    @Override
    public RolloutReport status(String childId) {
        Optional<Rollout> known = known(childId);
        return known.isPresent() ? now(known.get().freshReport(), known.get()) : logged(childId);
    }

    private static RolloutReport now(CompletionStage<RolloutReport> reading, Rollout rollout) {
        return reading.toCompletableFuture()
                .completeOnTimeout(rollout.report(), 1, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public List<RolloutReport> list() {
        Stream<RolloutReport> earlier = ground.store().children().stream()
                .map(ChildRecord::symbolicName)
                .distinct()
                .filter(name -> !rollouts.containsKey(name))
                .flatMap(name -> new Kept(ground.store()).rollout(name).stream());
        return Stream.concat(rollouts.values().stream().map(Rollout::report), earlier)
                .toList();
    }

    @Override
    public RolloutReport pause(String childId) {
        return order(underWay("pause", childId, ""), new RolloutEvent.PauseAsked());
    }

    @Override
    public RolloutReport resume(String childId) {
        return order(underWay("resume", childId, ""), new RolloutEvent.ResumeAsked());
    }

    @Override
    public RolloutReport abort(String childId, String reason) {
        Rollout rollout = underWay("abort", childId, "aborted");
        if (rollout.isPromoting())
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot abort the rollout of " + childId + ": promote has begun",
                    "wait until it is done, then sup:rollback " + childId);
        return order(rollout, new RolloutEvent.AbortAsked(reason));
    }

    @Override
    public RolloutReport promote(String childId) {
        Rollout rollout = underWay("promote", childId, "promoted");
        if (rollout.isGoingBack())
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot promote the rollout of " + childId + ": it goes back already",
                    "wait until it is back, then sup:rollout or sup:upgrade again");
        return order(rollout, new RolloutEvent.PromoteAsked());
    }

    /** @param already the outcome with which there is nothing left to do */
    private Rollout underWay(String verb, String childId, String already) {
        Optional<Rollout> known = known(childId);
        RolloutReport last = known.map(Rollout::report).orElseGet(() -> logged(childId));
        return known.filter(rollout -> !rollout.isOver() || last.outcome().equals(already))
                .orElseThrow(() -> Refusal.of(
                        "cannot " + verb + " the rollout of " + childId + ": it has ended, " + last.outcome(),
                        "sup:rollout status " + childId + " tells how"));
    }

    private static RolloutReport order(Rollout rollout, RolloutEvent event) {
        try {
            rollout.happened(event).get(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new SupervisionException(
                    Code.TIMEOUT, "the order stands, but its turn has not come yet", "sup:rollout status tells when");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rollout.report();
    }

    @Override
    public CompletionStage<RolloutReport> ended(String childId) {
        return known(childId).map(Rollout::ended).orElseGet(() -> CompletableFuture.completedStage(logged(childId)));
    }

    /** Of this process. */
    private Optional<Rollout> known(String childId) {
        return Optional.ofNullable(rollouts.get(movements.bundle(childId).symbolicName()));
    }

    /** The last one of the processes before. */
    private RolloutReport logged(String childId) {
        return new Kept(ground.store())
                .rollout(movements.bundle(childId).symbolicName())
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND, "there was no rollout of " + childId, "sup:rollout status"));
    }

    // ---- what children do ----

    @Override
    public void recorded(Journal.Entry entry) {
        ArmstrongEvent event = entry.event();
        boolean crash = event instanceof ArmstrongEvent.ChildStartFailed
                || (event instanceof ArmstrongEvent.ChildExited exited
                        && exited.reason().abnormal());
        if (!crash) return;
        for (Rollout rollout : rollouts.values())
            if (!rollout.isOver() && rollout.movement().onNewSide(event.child()))
                ground.pool()
                        .execute(() -> rollout.happened(new RolloutEvent.Sickened(event.child() + " crashed in "
                                + rollout.movement().wanted())));
    }

    void close() {
        rollouts.values().stream().filter(rollout -> !rollout.isOver()).forEach(Rollout::cut);
    }
}
