package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Faces.Split;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.Sample;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A canary of a service (feature U8): the stable face sends a share of the calls to a hidden bundle of the new version. Promote is the
 * ordinary upgrade of the child's own bundle while all calls go to the canary, so nobody waits for it.
 */
final class ServiceMovement implements Movement {
    static final String KIND = "canary";
    private static final int ALL = 100;
    /** How long calls may take to leave a bundle that goes. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);

    private final Ground ground;
    private final Supplier<Faces> faces;
    private final Subject subject;
    private final Order order;
    private final Opening opening;
    private final Supplier<CompletionStage<UpgradeReport>> upgrade;
    private @Nullable BesideBundle canary;
    private @Nullable BesideBundle baseline;
    private volatile List<Sample> last = List.of();
    private volatile boolean split;

    /**
     * @param faces who makes faces; throws a refusal while nobody does
     * @param upgrade the ordinary upgrade of the staged jar
     */
    ServiceMovement(
            Ground ground,
            Supplier<Faces> faces,
            Subject subject,
            Order order,
            UpgradeLog log,
            Supplier<CompletionStage<UpgradeReport>> upgrade) {
        this.ground = ground;
        this.faces = faces;
        this.subject = subject;
        this.order = order;
        this.opening = new Opening(ground, subject, log, KIND);
        this.upgrade = upgrade;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String wanted() {
        return subject.wanted();
    }

    @Override
    public void plan() {
        Preparation preparation = opening.preparation();
        preparation.verify();
        preparation.inspect();
        preparation.impact();
        subject.crossing.forEach(this::mayStandTwice);
        String onlyOne = ground.bundles().onlyOne(subject.bundleId());
        if (!onlyOne.isEmpty())
            throw Refusal.of("a second bundle would not do: " + onlyOne, "sup:upgrade goes the direct way");
        opening.somebodyHides("a canary");
    }

    private void mayStandTwice(ChildReport child) {
        if (child.status() != ChildStatus.UP)
            throw Refusal.of(
                    child.id() + " is " + child.status().text(), "sup:start " + child.id() + ", or sup:upgrade it");
        for (BundleDeclaration version :
                List.of(subject.prepared().running(), subject.prepared().next())) {
            DeclaredChild declared = version.children().get(child.id());
            if (declared == null || !declared.twin())
                throw Refusal.of(
                        child.id() + " " + version.version() + " does not say that it can live twice",
                        "declare it with twin=true, or sup:upgrade it");
        }
        if (faces.get().report(child.id()).stream()
                .flatMap(face -> face.services().stream())
                .noneMatch(Faces.Service::stable))
            throw Refusal.of(
                    child.id() + " offers no service behind a face, so there are no calls to share out",
                    "sup:upgrade it");
    }

    @Override
    public CompletionStage<Units> prepare() {
        plan();
        return opening.begin(this::sideBySide).thenApply(there -> new Units(0, ALL));
    }

    private CompletionStage<Long> sideBySide() {
        BesideBundle fresh =
                BesideBundle.hide(ground, subject, subject.prepared().to().sha256(), "the canary");
        canary = fresh;
        return fresh.start(subject.prepared().newJar())
                .thenCompose(there -> order.baseline() ? beside() : CompletableFuture.completedStage(there));
    }

    /** The old version, as fresh as the new one: compared with a warm one any canary is slow. */
    private CompletionStage<Long> beside() {
        BesideBundle old =
                BesideBundle.hide(ground, subject, subject.prepared().from().sha256(), "the baseline");
        baseline = old;
        return old.start(subject.prepared().oldJar());
    }

    @Override
    public CompletionStage<Units> shift(int percent) {
        BesideBundle fresh = canary;
        if (fresh == null) throw new IllegalStateException("prepare comes first");
        long beside = baseline == null ? -1 : baseline.bundleId();
        split = true;
        children().forEach(id -> faces.get().split(id, new Split(fresh.bundleId(), percent, beside, order.sticky())));
        return CompletableFuture.completedStage(new Units(percent, ALL));
    }

    private List<String> children() {
        return subject.crossing.stream().map(ChildReport::id).toList();
    }

    @Override
    public CompletionStage<Units> unshift() {
        unite();
        return CompletableFuture.completedStage(new Units(0, ALL));
    }

    private void unite() {
        if (!split) return;
        last = read();
        split = false;
        children().forEach(id -> faces.get().unite(id));
    }

    @Override
    public CompletionStage<Promotion> promote() {
        return upgrade.get().thenCompose(report -> {
            if (report.outcome() != Outcome.COMMITTED)
                return CompletableFuture.completedStage(
                        new Promotion(report.reason(), report.outcome() != Outcome.FAILED));
            unite();
            return discard().handle((gone, failure) -> Promotion.DONE);
        });
    }

    @Override
    public CompletionStage<Void> discard() {
        return gone(baseline).handle((done, failure) -> failure).thenCompose(failed -> gone(canary)
                .thenAccept(done -> {
                    if (failed != null) throw Refusal.of(failed);
                }));
    }

    private CompletionStage<Void> gone(@Nullable BesideBundle bundle) {
        if (bundle == null) return CompletableFuture.completedStage(null);
        return faces.get().drain(bundle.bundleId(), LEAVE_LIMIT).thenCompose(left -> bundle.discard());
    }

    @Override
    public void giveUp(String reason) {
        unite();
    }

    @Override
    public CompletionStage<Void> probe() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<Sample>> sides() {
        return CompletableFuture.completedStage(split ? read() : last);
    }

    private List<Sample> read() {
        return faces.get().sides(subject.child());
    }

    /** The canary is nobody's child: what the child does is the old version's doing. */
    @Override
    public boolean onNewSide(String childId) {
        return false;
    }

    @Override
    public CompletionStage<String> complaint() {
        BesideBundle fresh = canary;
        boolean well = fresh == null || fresh.bundleId() < 0 || ground.bundles().active(fresh.bundleId());
        return CompletableFuture.completedStage(well ? "" : "the bundle of the canary is not active any more");
    }

    @Override
    public void cut() {
        unite();
    }
}
