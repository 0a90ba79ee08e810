package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Store;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.config.Configured;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.tree.Tiers;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Children that change their tier while they run (feature E4): the process goes over to the other tier's supervisor as it is. */
final class TierMoves {
    private final Runtime runtime;
    private final Store store;

    TierMoves(Runtime runtime, Store store) {
        this.runtime = runtime;
        this.store = store;
    }

    CompletionStage<ChildReport> move(String id, Tier tier) {
        Reports.Place place = runtime.orders().place("move", id);
        if (runtime.children().inBundle(id).isEmpty()) return refused(id, "it is no static child", "sup:status " + id);
        String from = place.supervisor().id();
        if (Tiers.called(from).isEmpty())
            return refused(
                    id, "it stands under " + from + ", not in a tier of its own", "change its attribute supervisor");
        if (from.equals(tier.text()))
            return CompletableFuture.completedFuture(runtime.orders().report("move", id));
        SupervisorProcess to = runtime.orders().supervisor("move a child to", tier.text());
        Optional<Configured> before = runtime.catalog().configuration(id);
        runtime.catalog().configure(inTier(id, tier, before));
        ChildSpec spec = runtime.catalog().spec(id);
        return runtime.orders()
                .worded("move", id, place.supervisor().move(id, spec, to))
                .whenComplete((done, failure) -> {
                    if (failure != null) restore(id, before);
                })
                .thenApply(done -> stored(id, tier));
    }

    private void restore(String id, Optional<Configured> before) {
        runtime.catalog().unconfigure(id);
        before.ifPresent(runtime.catalog()::configure);
    }

    /** What was configured, with another tier. */
    private static Configured inTier(String id, Tier tier, Optional<Configured> before) {
        Map<String, Object> attributes =
                new HashMap<>(before.map(Configured::attributes).orElse(Map.of()));
        attributes.put("tier", tier.text());
        return new Configured(
                Configured.Kind.CHILD, id, before.map(Configured::place).orElse("sup:tier"), attributes);
    }

    private ChildReport stored(String id, Tier tier) {
        try {
            Store.ChildRecord known = store.child(id).orElse(null);
            if (known != null) store.save(inTier(known, tier));
        } catch (IOException e) {
            throw new SupervisionException(
                    Code.FAILED,
                    id + " was moved but will be in its old tier after a boot: " + e.getMessage(),
                    "free disk space, then sup:tier again");
        }
        return runtime.orders().report("move", id);
    }

    private static Store.ChildRecord inTier(Store.ChildRecord known, Tier tier) {
        Map<String, String> attributes = new HashMap<>(known.attributes());
        attributes.put("tier", tier.text());
        return new Store.ChildRecord(known.id(), known.symbolicName(), attributes, known.wanted());
    }

    private static <T> CompletionStage<T> refused(String id, String found, String remedy) {
        return CompletableFuture.failedFuture(
                new SupervisionException(Code.REFUSED, "cannot move " + id + ": " + found, remedy));
    }
}
