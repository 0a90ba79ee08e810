package io.armstrong.gogo;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Sample;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One canary that waits for a person; orders are written down. */
final class SampleRollouts implements Rollouts {
    private final List<String> orders;

    SampleRollouts(List<String> orders) {
        this.orders = orders;
    }

    private static Sample side(long bundleId, String version, long calls, long errors) {
        List<Long> times = new ArrayList<>(Collections.nCopies(Sample.BUCKETS, 0L));
        times.set(Sample.bucket(300_000), calls);
        return new Sample(bundleId, version, calls, errors, times);
    }

    private RolloutReport report(String child, String phase, String reason, String outcome) {
        if (!child.equals("counter"))
            throw new SupervisionException(Code.NOT_FOUND, "there was no rollout of " + child, "sup:rollout status");
        return new RolloutReport(
                child,
                "canary",
                "1.0.0",
                "2.0.0",
                phase,
                List.of("weight 10", "analysis", "promote"),
                1,
                10,
                10,
                100,
                phase.equals("paused"),
                reason,
                outcome,
                List.of(side(17, "2.0.0", 64, 1), side(18, "1.0.0", 64, 0), side(9, "1.0.0", 512, 0)),
                List.of("verdict inconclusive: too few calls"),
                Instant.EPOCH);
    }

    private RolloutReport paused(String child) {
        return report(child, "paused", "verdict inconclusive: too few calls", "");
    }

    @Override
    public CompletionStage<RolloutReport> begin(String childId, Path jar, Order order) {
        orders.add("rollout " + childId + " " + order.steps());
        return CompletableFuture.completedFuture(report(childId, "shifting", "", ""));
    }

    @Override
    public CompletionStage<RolloutReport> plan(String childId, Path jar, Order order) {
        return CompletableFuture.completedFuture(
                report(childId, "planned", "these are the bytes that run; build a new version", "refused"));
    }

    @Override
    public RolloutReport status(String childId) {
        return paused(childId);
    }

    @Override
    public List<RolloutReport> list() {
        return List.of(paused("counter"));
    }

    @Override
    public RolloutReport pause(String childId) {
        return paused(childId);
    }

    @Override
    public RolloutReport resume(String childId) {
        return report(childId, "analysing", "", "");
    }

    @Override
    public RolloutReport abort(String childId, String reason) {
        return report(childId, "returning", reason, "");
    }

    @Override
    public RolloutReport promote(String childId) {
        return report(childId, "promoting", "promoted by hand", "");
    }

    @Override
    public CompletionStage<RolloutReport> ended(String childId) {
        return CompletableFuture.completedFuture(report(childId, "ended", "verdict failure: errors", "aborted"));
    }
}
