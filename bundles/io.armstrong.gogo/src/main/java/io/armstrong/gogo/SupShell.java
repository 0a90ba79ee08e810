package io.armstrong.gogo;

import io.armstrong.api.Alarms;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.health.Health;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Services;
import io.armstrong.gogo.command.Usage;
import io.armstrong.gogo.shell.Candidates;
import io.armstrong.gogo.shell.CommandFunction;
import io.armstrong.gogo.shell.Completions;
import io.armstrong.gogo.shell.UnknownCommand;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSessionListener;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.RequireGogo;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Offers the commands to Gogo, each as a function service of its own, as long as this bundle runs. What they stand on may come
 * and go: a command says so while it is missing.
 */
@RequireGogo
@Component(
        service = {},
        immediate = true)
public final class SupShell implements Services {
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Supervision supervision;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Upgrades upgrades;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Rollouts rollouts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Lint lint;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Journal journal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable CircuitBreakers breakers;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Alarms alarms;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Health health;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Faces faces;

    private final BundleContext context;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    @Activate
    public SupShell(BundleContext context) {
        this.context = context;
    }

    @Activate
    void start() {
        Commands.all()
                .forEach(command -> offer(
                        command.usage().name(),
                        new CommandFunction(command, this, Clock.system(ZoneId.systemDefault()))));
        offer(Candidates.NAME, new Candidates(this));
        offer(UnknownCommand.NAME, new UnknownCommand());
        Completions completions = new Completions();
        offer(Completions.NAME, completions);
        registrations.add(context.registerService(CommandSessionListener.class, completions, null));
    }

    private void offer(String name, Function function) {
        var properties = Map.of(CommandProcessor.COMMAND_SCOPE, Usage.SCOPE, CommandProcessor.COMMAND_FUNCTION, name);
        registrations.add(context.registerService(Function.class, function, FrameworkUtil.asDictionary(properties)));
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
    }

    @Override
    public Supervision supervision() {
        return there(supervision, Supervision.class, "supervisor");
    }

    @Override
    public Upgrades upgrades() {
        return there(upgrades, Upgrades.class, "upgrade");
    }

    @Override
    public Rollouts rollouts() {
        return there(rollouts, Rollouts.class, "upgrade");
    }

    @Override
    public Lint lint() {
        return there(lint, Lint.class, "upgrade");
    }

    @Override
    public CircuitBreakers breakers() {
        return there(breakers, CircuitBreakers.class, "breaker");
    }

    @Override
    public Journal journal() {
        return there(journal, Journal.class, "journal");
    }

    @Override
    public Alarms alarms() {
        return there(alarms, Alarms.class, "supervisor");
    }

    @Override
    public Health health() {
        return there(health, Health.class, "health");
    }

    @Override
    public Optional<Faces.Report> face(String childId) {
        Faces present = faces;
        return present == null ? Optional.empty() : present.report(childId);
    }

    private <T> T there(@Nullable T service, Class<T> type, String bundle) {
        T found = service == null ? registered(type) : service;
        if (found != null) return found;
        throw new SupervisionException(
                Code.FAILED,
                "the service of io.armstrong." + bundle + " is not there",
                "start that bundle; scr:list io.armstrong." + bundle + " tells what it waits for");
    }

    /** A service is in the registry before those who wait for it are told, and a script may be faster than that. */
    private <T> @Nullable T registered(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        return reference == null ? null : context.getService(reference);
    }
}
