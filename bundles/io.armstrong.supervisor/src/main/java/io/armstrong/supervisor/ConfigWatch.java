package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.config.Configurations;
import io.armstrong.supervisor.config.Configured;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.tree.Catalog;
import io.armstrong.supervisor.tree.Tiers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Configurations that come, change and go while the tree runs. A bad one is refused whole and the last good one stays; a
 * change counts from the child's next start (OTP S107); a deleted one leaves what runs alone until the next boot.
 *
 * <p>In a storm of changes the first counts at once, and then the last of each {@link #CALM}.
 */
final class ConfigWatch implements Configurations.Listener {
    private static final long CALM = Duration.ofMillis(200).toNanos();

    private final Runtime runtime;
    private final Additions additions;
    /** The newest that came in the present {@link #CALM}, by id. */
    private final Map<String, Configured> newest = new ConcurrentHashMap<>();

    ConfigWatch(Runtime runtime, Additions additions) {
        this.runtime = runtime;
        this.additions = additions;
    }

    @Override
    public void configured(Configured item) {
        if (newest.put(item.id(), item) != null) return;
        runtime.edge().execute(() -> take(item));
        runtime.system().timers().after(CALM, () -> runtime.edge().execute(() -> takeNewest(item)));
    }

    private void takeNewest(Configured taken) {
        Configured last = newest.remove(taken.id());
        if (last != null && last != taken) take(last);
    }

    @Override
    public void deleted(Configured.Kind kind, String id) {
        newest.remove(id);
        runtime.edge().execute(() -> {
            runtime.catalog().unconfigure(id);
            runtime.event(new ArmstrongEvent.Drifted(id, "its configuration was deleted", "it runs on as it is"));
        });
    }

    private void take(Configured item) {
        Optional<Configured> before = runtime.catalog().configuration(item.id());
        if (before.filter(item::equals).isPresent()) return;
        runtime.catalog().configure(item);
        if (item.id().equals(Tiers.ROOT)) {
            runtime.configureRoot();
            return;
        }
        try {
            runtime.catalog().refuseCircle(item);
            ChildSpec spec = item.kind() == Configured.Kind.SUPERVISOR
                    ? Catalog.supervisor(item)
                    : runtime.catalog().spec(item.id());
            refuseUnfit(item, spec);
            Optional<Reports.Place> place = runtime.reports().find(item.id());
            if (place.isEmpty()) additions.start(spec);
            else change(place.get(), spec);
        } catch (BadSpec bad) {
            runtime.catalog().unconfigure(item.id());
            before.ifPresent(runtime.catalog()::configure);
            runtime.refused(item.id(), bad);
        }
    }

    private void refuseUnfit(Configured item, ChildSpec spec) {
        if (!(spec.source() instanceof ChildSource.InBundle in)) return;
        String unfit = runtime.bundles().unfit(in.symbolicName());
        if (unfit != null)
            throw new BadSpec(
                    item.place(), "bundle=" + in.symbolicName(), unfit, "{bad_start_spec," + item.id() + "}", false);
    }

    /** Its supervisor keeps the process and takes the new spec for the next start. */
    private void change(Reports.Place place, ChildSpec spec) {
        SupervisorProcess supervisor = place.supervisor();
        SupervisorSpec now = supervisor.snapshot().spec();
        List<ChildSpec> specs = supervisor.snapshot().children().stream()
                .map(child -> child.id().equals(spec.id()) ? spec : child.spec())
                .toList();
        supervisor.order(token -> new SupervisorEvent.ChangeSpecs(token, now.withChildren(specs)));
    }
}
