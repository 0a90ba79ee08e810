package io.armstrong.health.leak;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Leaks;
import io.armstrong.core.health.LeakCase;
import io.armstrong.process.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The leak guard as a component: what bundles lose goes to the sentinel, what it finds is a service. */
@Component(configurationPid = LeakComponent.PID, immediate = true)
@Designate(ocd = LeakSettings.class)
public final class LeakComponent implements Leaks, Departures.Told {
    static final String PID = "io.armstrong.health.leak";
    /** From one look to the next, while there is something to look at. */
    private static final long LOOK_MILLIS = 250;

    private final BundleContext context;
    private final Supervision supervision;
    private final Journal journal;
    private final Clock clock = Clock.monotonic();
    private final Found found;
    private final Sentinel sentinel;
    private final Departures departures;
    private final boolean enabled;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "armstrong-leaks");
        made.setDaemon(true);
        return made;
    });
    /** Of the thread. */
    private boolean looking;

    @Activate
    public LeakComponent(
            BundleContext context,
            LeakSettings settings,
            @Reference Supervision supervision,
            @Reference Guarding guarding,
            @Reference Journal journal) {
        this.context = context;
        this.supervision = supervision;
        this.journal = journal;
        this.enabled = settings.enabled();
        LeakCase.Rule rule = new LeakCase.Rule(
                settings.collections(),
                Duration.ofMillis(settings.quietMillis()),
                Duration.ofMillis(settings.apartMillis()));
        this.found = new Found(guarding, journal, Instant::now, this::isolate);
        this.departures = new Departures(guarding, clock, this);
        this.sentinel = new Sentinel(rule, new HeapDumps(settings), found, new Naming(context), this::stillWired);
        if (enabled) context.addBundleListener(departures);
    }

    @Deactivate
    void close() {
        if (enabled) context.removeBundleListener(departures);
        thread.shutdownNow();
    }

    @Override
    public void replaced(Suspect lost) {
        try {
            thread.execute(() -> {
                sentinel.replaced(lost);
                lookOn();
            });
        } catch (RejectedExecutionException closed) {
            return; // nobody looks any more
        }
    }

    private void lookOn() {
        if (looking || sentinel.idle()) return;
        looking = true;
        thread.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        looking = false;
        try {
            sentinel.look(clock.nanos());
        } catch (RuntimeException e) {
            journal.record(
                    new ArmstrongEvent.AlarmSet("leak-guard", "internal-error", String.valueOf(e), "sup:events"));
        }
        lookOn();
    }

    /** Others are wired to the old version until somebody refreshes. */
    private boolean stillWired(long bundleId) {
        return context
                .getBundle(Constants.SYSTEM_BUNDLE_ID)
                .adapt(FrameworkWiring.class)
                .getRemovalPendingBundles()
                .stream()
                .mapToLong(Bundle::getBundleId)
                .anyMatch(id -> id == bundleId);
    }

    private void isolate(String child, String why) {
        try {
            supervision.isolate(child).whenComplete((done, failure) -> {
                if (failure != null) notIsolated(child, why, failure);
            });
        } catch (SupervisionException refused) {
            notIsolated(child, why, refused);
        }
    }

    private void notIsolated(String child, String why, Throwable failure) {
        journal.record(new ArmstrongEvent.AlarmSet(
                child,
                "not-isolated",
                why + ", and it could not be isolated: " + failure.getMessage(),
                "sup:status " + child));
    }

    @Override
    public List<Leak> of(String childId) {
        return found.of(childId);
    }

    @Override
    public Optional<String> refusal(String childId) {
        return found.refusal(childId);
    }
}
