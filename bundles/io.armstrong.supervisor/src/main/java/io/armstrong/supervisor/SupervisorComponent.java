package io.armstrong.supervisor;

import io.armstrong.api.Alarms;
import io.armstrong.api.Supervision;
import io.armstrong.api.spi.ChildBreakers;
import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.worker.Registry;
import io.armstrong.api.worker.Supervised;
import io.armstrong.supervisor.alarm.AlarmBoard;
import io.armstrong.supervisor.child.Moving;
import io.armstrong.supervisor.config.Configurations;
import io.armstrong.supervisor.config.Configured;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.BooleanSupplier;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The supervisor as a component: boots the tree when the hand on the framework, the store and the journal are there, and
 * offers it as services once it runs.
 */
@Component(
        service = {},
        immediate = true)
@Capability(namespace = Supervised.SUPERVISOR_NAMESPACE, name = "supervisor", version = "1.0.0")
@Capability(
        namespace = "osgi.service",
        attribute = {
            "objectClass:List<String>='io.armstrong.api.Supervision,io.armstrong.api.Alarms,io.armstrong.api.spi.Guarding,io.armstrong.api.spi.ChildBreakers,io.armstrong.api.spi.Holds,io.armstrong.api.spi.Instances,io.armstrong.api.spi.Understudies,io.armstrong.api.worker.Registry'"
        })
public final class SupervisorComponent {
    /** How long the tree may take to stop when the supervisor is stopped. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final BundleContext context;
    private final Runtime runtime;
    /** Guarded by itself. The last registered goes first. */
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();

    @Activate
    public SupervisorComponent(
            BundleContext context, @Reference Lifecycle lifecycle, @Reference Store store, @Reference Journal journal) {
        this.context = context;
        this.runtime = new Runtime(context, lifecycle, store, journal);
        AlarmBoard alarms = new AlarmBoard(journal, runtime.system().timers());
        register(Journal.Listener.class, alarms, new Hashtable<>());
        alarms.catchUp();
        register(Alarms.class, alarms, new Hashtable<>());
        Boot boot = new Boot(context, runtime, store, journal);
        Additions additions = new Additions(runtime, store);
        Dictionary<String, Object> pulse = new Hashtable<>();
        pulse.put("armstrong.pulse", "supervisor");
        register(BooleanSupplier.class, runtime.pulse(), pulse);
        register(FrameworkFact.Listener.class, new FactWatch(runtime, boot, additions), new Hashtable<>());
        runtime.edge().execute(() -> {
            boot.prepare();
            runtime.start();
            offer(store, additions, new TierMoves(runtime, store));
        });
    }

    private void offer(Store store, Additions additions, TierMoves moves) {
        register(Registry.class, new RegistryService(runtime.system().names()), new Hashtable<>());
        register(ChildBreakers.class, new Breakers(runtime.children()), new Hashtable<>());
        register(Holds.class, holds(), new Hashtable<>());
        register(Understudies.class, new UnderstudyService(context, runtime, store), new Hashtable<>());
        register(Instances.class, new Moving(runtime.world(), runtime.children()), new Hashtable<>());
        register(
                Guarding.class,
                new GuardingService(runtime.children(), runtime.world().watchlist()),
                new Hashtable<>());
        register(Supervision.class, new SupervisionService(runtime, additions, moves), new Hashtable<>());
        ConfigWatch watch = new ConfigWatch(runtime, additions);
        for (Configured.Kind kind : Configured.Kind.values()) {
            Dictionary<String, Object> pid = new Hashtable<>();
            pid.put(Constants.SERVICE_PID, kind.factoryPid());
            register(ManagedServiceFactory.class, new Configurations(kind, watch), pid);
        }
    }

    private Holds holds() {
        return new HoldsService(
                runtime.world(),
                runtime.children(),
                runtime.reports(),
                runtime.orders(),
                runtime.edge(),
                runtime::setAside);
    }

    private <S> void register(Class<S> type, S service, Dictionary<String, Object> properties) {
        synchronized (registrations) {
            registrations.push(context.registerService(type, service, properties));
        }
    }

    @Deactivate
    void deactivate() {
        synchronized (registrations) {
            while (!registrations.isEmpty()) registrations.pop().unregister();
        }
        runtime.close(STOP_LIMIT);
    }
}
