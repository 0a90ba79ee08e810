package io.armstrong.health;

import io.armstrong.api.Supervision;
import io.armstrong.api.health.Health;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.Heartbeats;
import io.armstrong.api.health.Probe;
import io.armstrong.api.health.ProbeKind;
import io.armstrong.api.health.Verdict;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.core.health.RollUp;
import io.armstrong.process.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Health and heartbeats as services, three probes beside them, and one watch that looks at all children under guard. */
@Component(
        service = {Health.class, Heartbeats.class},
        immediate = true,
        configurationPid = HealthComponent.PID)
@Designate(ocd = HealthConfig.class)
public final class HealthComponent implements Health, Heartbeats {
    static final String PID = "io.armstrong.health";

    private final BundleContext context;
    private final Supervision supervision;
    private final Clock clock = Clock.monotonic();
    private final Beats beats = new Beats();
    private final Checks checks;
    private final Watch watch;
    private final FelixHealth felix;
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();
    private volatile boolean started;

    @Activate
    public HealthComponent(
            BundleContext context,
            HealthConfig config,
            @Reference Supervision supervision,
            @Reference Guarding guarding,
            @Reference Journal journal) {
        this.context = context;
        this.supervision = supervision;
        this.checks = new Checks(guarding);
        OpenFilesWatch openFiles = new OpenFilesWatch(config, new OpenFiles(), guarding, journal);
        this.watch = new Watch(guarding, beats, checks, openFiles, clock, journal);
        this.felix = new FelixHealth(context, this, checks);
        for (ProbeKind kind : ProbeKind.values()) {
            Probe probe = () -> verdict(kind);
            Hashtable<String, Object> properties = new Hashtable<>();
            properties.put(Probe.KIND, kind.text());
            registrations.push(context.registerService(Probe.class, probe, properties));
        }
        watch.begin();
        felix.open();
    }

    @Deactivate
    void deactivate() {
        felix.close();
        watch.close();
        while (!registrations.isEmpty()) registrations.pop().unregister();
        checks.close();
    }

    @Override
    public HealthReport report() {
        HealthReport report = RollUp.of(supervision.tree(), checks.reports(), started, troubles());
        if (!started && report.verdict(ProbeKind.STARTUP).passes()) started = true;
        return report;
    }

    /** Of the store, which may come and go. */
    private List<String> troubles() {
        ServiceReference<Store> reference = context.getServiceReference(Store.class);
        Store store = reference == null ? null : context.getService(reference);
        if (store == null) return List.of();
        try {
            return store.trouble().stream()
                    .map(text -> "nothing is kept on disk: " + text)
                    .toList();
        } finally {
            context.ungetService(reference);
        }
    }

    private Verdict verdict(ProbeKind kind) {
        return report().verdict(kind);
    }

    @Override
    public void beat(String childId) {
        beats.beat(childId, clock.nanos());
    }
}
