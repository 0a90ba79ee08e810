package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Holds.Held;
import io.armstrong.api.spi.Holds.Rehearsed;
import io.armstrong.api.spi.Holds.Relief;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.core.upgrade.PlainState;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The steps that only an upgrade with a twin has: a second bundle comes to life, rehearses, takes over, hands back and goes. */
record TwinSteps(Ground ground, Subject subject, Exchange exchange) {
    private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);
    private static final List<String> ACTIVE = List.of("ACTIVE");
    /** At children that the new version brings down: one may begin its trial just as all are to be kept down. */
    private static final int LOOKS = 3;

    private Duration limit() {
        return ground.limits().step();
    }

    CompletionStage<Void> install() {
        Hiding hiding = ground.hiding()
                .orElseThrow(() -> Refusal.of("nobody hides a twin any more", "start io.armstrong.face, or --direct"));
        String location = Holds.TWIN_LOCATION + subject.symbolicName() + "/"
                + subject.prepared().to().sha256().substring(0, 16) + "/"
                + ground.nanos().getAsLong();
        Path jar = subject.prepared().newJar();
        Twin twin = new Twin(hiding.hide(location, subject.bundleId()));
        subject.twin = twin;
        return ground.lifecycle().install(location, jar, limit()).thenAccept(outcome -> {
            if (outcome.bundleId() > 0) twin.bundleId = outcome.bundleId();
            Exchange.require("install of the twin", outcome, List.of("INSTALLED", "RESOLVED"));
        });
    }

    CompletionStage<Void> start() {
        Twin twin = subject.twin();
        return ground.lifecycle()
                .start(twin.bundleId, limit())
                .thenCompose(outcome -> standBy("start of the twin", outcome, twin.bundleId))
                .thenAccept(relief -> twin.relief = relief);
    }

    /** The workers of the bundle that was started. */
    private CompletionStage<Relief> standBy(String what, Outcome outcome, long bundleId) {
        Exchange.require(what, outcome, ACTIVE);
        return ground.holds().relief(subject.child(), bundleId, limit());
    }

    CompletionStage<Void> rehearse() {
        Map<String, Snapshot> states = new HashMap<>();
        CompletableFuture<?>[] asked = subject.crossing.stream()
                .map(child -> ground.supervision()
                        .state(child.id(), limit())
                        .thenAccept(found -> {
                            synchronized (states) {
                                states.put(child.id(), checked(child, found.schema(), found.state()));
                            }
                        })
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(asked)
                .thenCompose(all -> exchange.crossed(states))
                .thenCompose(this::rehearse)
                .thenAccept(made -> subject.rehearsed = List.copyOf(made));
    }

    private CompletionStage<List<Rehearsed>> rehearse(Map<String, Snapshot> states) {
        return subject.twin()
                .relief()
                .rehearse(states, ground.limits().migration())
                .whenComplete((made, failure) -> {
                    if (failure != null) subject.stuck = states;
                });
    }

    private Snapshot checked(ChildReport child, int schema, Map<String, Object> data) {
        try {
            return new Snapshot(
                    schema, PlainState.copy(child.id(), data, ground.limits().state()));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("the state cannot be carried: " + e.getMessage(), "mend the worker's snapshot");
        }
    }

    /** Forward the twin's workers; back those of the own bundle, which was not touched. */
    CompletionStage<Void> relieve(boolean back) {
        if (!back)
            return exchange.relieve(subject.twin().relief(), subject.after, exchange.remaining())
                    .thenRun(() -> subject.twinServes = true);
        return ground.holds()
                .relief(subject.child(), subject.bundleId(), limit())
                .thenCompose(own -> exchange.relieve(own, subject.back, limit()))
                .thenRun(() -> subject.twinServes = false);
    }

    /** The updated bundle's workers stand by, and have rehearsed too, before anybody is held for them. */
    CompletionStage<Void> ownStandsBy() {
        return ground.holds()
                .relief(subject.child(), subject.bundleId(), limit())
                .thenCompose(own -> {
                    subject.own = own;
                    return own.rehearse(subject.after, ground.limits().migration());
                })
                .thenAccept(made -> {});
    }

    /**
     * Holds whoever stands in the twin. Children that were stopped meanwhile stand nowhere: there is nothing to hand back. A
     * crash of the new version meanwhile is the undo, and who is down then is kept down for it.
     */
    CompletionStage<UpgradeEvent> holdAgain() {
        return holdAgain(LOOKS);
    }

    private CompletionStage<UpgradeEvent> holdAgain(int looks) {
        return exchange.settled().thenCompose(up -> {
            List<ChildReport> gone = subject.crossing.stream()
                    .map(child -> ground.supervision().status(child.id()))
                    .filter(child -> child.status() != ChildStatus.UP)
                    .toList();
            if (gone.isEmpty()) return exchange.hold().thenCompose(held -> stillThere());
            if (allAre(gone, Set.of(ChildStatus.DOWN)))
                return exchange.stop().thenApply(stopped -> new UpgradeEvent.StepDone(PlanStep.HOLD_AGAIN));
            CompletionStage<Void> kept = allAre(gone, Ways.DOWN) ? exchange.holdDown() : AT_ONCE;
            return kept.thenApply(down -> broughtDown(gone.get(0)))
                    .exceptionallyCompose(
                            moved -> looks > 1 ? holdAgain(looks - 1) : CompletableFuture.failedStage(moved));
        });
    }

    private boolean allAre(List<ChildReport> gone, Set<ChildStatus> statuses) {
        return gone.size() == subject.crossing.size()
                && gone.stream().allMatch(child -> statuses.contains(child.status()));
    }

    private UpgradeEvent broughtDown(ChildReport first) {
        subject.broughtDown = true;
        return new UpgradeEvent.ChildrenDown(
                PlanStep.HOLD_AGAIN,
                first.id() + " crashed in the new version and is "
                        + first.status().text(),
                mend(first.id()));
    }

    /** The same incarnation as before: else the new version has crashed meanwhile, and its undo holds anew. */
    private CompletionStage<UpgradeEvent> stillThere() {
        for (Held held : subject.hold().children()) {
            Long before = subject.incarnations.get(held.id());
            if (before == null || before == held.incarnation()) continue;
            return exchange.release().thenApply(released -> {
                subject.hold = null;
                return new UpgradeEvent.StepFailed(
                        PlanStep.HOLD_AGAIN, held.id() + " crashed in the new version", mend(held.id()));
            });
        }
        return CompletableFuture.completedStage(new UpgradeEvent.StepDone(PlanStep.HOLD_AGAIN));
    }

    private String mend(String child) {
        return "sup:why " + child + " tells how; mend " + subject.wanted();
    }

    CompletionStage<Void> handBack() {
        Relief own = subject.own;
        if (own == null) throw new IllegalStateException("the own bundle has to be started first");
        if (subject.hold == null) {
            own.dismiss();
            subject.twinServes = false;
            return AT_ONCE;
        }
        Map<String, Snapshot> states = new HashMap<>();
        subject.hold().children().forEach(held -> states.put(held.id(), held.snapshot()));
        return exchange.relieve(own, states, exchange.remaining()).thenRun(() -> subject.twinServes = false);
    }

    /** What stands by is given back first: a service in use would keep the classes. */
    CompletionStage<Void> discard() {
        Twin twin = subject.twin;
        if (twin == null) return AT_ONCE;
        if (twin.relief != null) {
            twin.relief.leave("its twin is discarded");
            twin.relief.dismiss();
        }
        if (twin.bundleId < 0) {
            twin.hidden.close();
            return AT_ONCE;
        }
        ground.bundles().forgetConfigurations(twin.bundleId);
        return ground.lifecycle().uninstall(twin.bundleId, limit()).thenAccept(outcome -> {
            Exchange.require("uninstall of the twin", outcome, List.of("UNINSTALLED"));
            twin.hidden.close();
            subject.twin = null;
        });
    }

    /** What the rehearsal found, for people. */
    static List<String> told(List<Rehearsed> rehearsed) {
        return rehearsed.stream()
                .map(each -> each.id() + ": schema " + each.state().schema() + " "
                        + each.state().data()
                        + (each.effects().isEmpty() ? "" : ", would " + String.join(", ", each.effects())))
                .toList();
    }
}
