package io.armstrong.lifecycle;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Lifecycle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The lifecycle as a service: orders in, facts out. */
@Component(immediate = true, configurationPid = LifecycleComponent.PID)
@Designate(ocd = LifecycleConfig.class)
public final class LifecycleComponent implements Lifecycle {
    static final String PID = "io.armstrong.lifecycle";

    private final BundleContext system;
    private final Orders orders;
    private final Facts facts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable LoggerFactory loggers;

    /** Set up by DS. */
    @Activate
    public LifecycleComponent(BundleContext context, LifecycleConfig config) {
        system = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION))
                .getBundleContext();
        OsgiFramework framework = new OsgiFramework(system);
        Duration secondDeadline = Duration.ofMillis(Math.max(1, config.secondDeadlineMillis()));
        orders = new Orders(framework, Math.max(2, config.threads()), secondDeadline, this::log, this::returned);
        facts = new Facts(orders::ordered, this::log);
    }

    @Activate
    void open() {
        orders.open();
        system.addBundleListener(facts);
    }

    @Deactivate
    void close() {
        system.removeBundleListener(facts);
        facts.close();
        orders.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(FrameworkFact.Listener listener) {
        facts.addListener(listener);
    }

    void removeListener(FrameworkFact.Listener listener) {
        facts.removeListener(listener);
    }

    @Override
    public CompletionStage<Outcome> install(String location, Path jar, Duration deadline) {
        return orders.install(location, jar, deadline);
    }

    @Override
    public CompletionStage<Outcome> start(long bundleId, Duration deadline) {
        return orders.start(bundleId, deadline);
    }

    @Override
    public CompletionStage<Outcome> stop(long bundleId, Duration deadline) {
        return orders.stop(bundleId, deadline);
    }

    @Override
    public CompletionStage<Outcome> restart(long bundleId, Duration stopDeadline, Duration startDeadline) {
        return orders.restart(bundleId, stopDeadline, startDeadline);
    }

    @Override
    public CompletionStage<Outcome> update(long bundleId, Path jar, Duration deadline) {
        return orders.update(bundleId, jar, deadline);
    }

    @Override
    public CompletionStage<Outcome> refresh(Collection<Long> bundleIds, Duration deadline) {
        return orders.refresh(bundleIds, deadline);
    }

    @Override
    public CompletionStage<Outcome> uninstall(long bundleId, Duration deadline) {
        return orders.uninstall(bundleId, deadline);
    }

    @Override
    public Set<Long> closure(Collection<Long> bundleIds) {
        return orders.closure(bundleIds);
    }

    @Override
    public List<HungCall> hung() {
        return orders.hung();
    }

    /** A call that hung is back: whoever left that bundle alone may use it again. */
    private void returned(long bundleId, String symbolicName) {
        facts.add(new FrameworkFact(bundleId, symbolicName, FrameworkFact.Kind.RETURNED));
    }

    /** To the log service, or to the JDK's own log where there is none. */
    private void log(String text) {
        LoggerFactory present = loggers;
        Logger logger = present == null ? null : present.getLogger(PID);
        if (logger == null) System.getLogger(PID).log(System.Logger.Level.WARNING, text);
        else logger.warn("{}", text);
    }
}
