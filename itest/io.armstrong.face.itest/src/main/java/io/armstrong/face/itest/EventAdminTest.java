package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.tiny.TinyBundle;
import java.util.Arrays;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LoggerFactory;

/** Event Admin is spared events of bundles, services and the log that no handler asks for; a handler gets all it asks for, once. */
class EventAdminTest extends Scene {
    private static final String BUNDLES = "org/osgi/framework/BundleEvent/*";
    private static final String SERVICES = "org/osgi/framework/ServiceEvent/REGISTERED";
    private static final String LOGS = "org/osgi/service/log/LogEntry/*";

    private final List<ServiceRegistration<?>> registered = new CopyOnWriteArrayList<>();
    private final List<Event> posted = new CopyOnWriteArrayList<>();
    /** What was still to be told to Event Admin when the hooks before had been asked. */
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private Bundle eventAdmin;
    private Bundle some;

    @BeforeEach
    void listen() throws Exception {
        eventAdmin = Arrays.stream(context.getBundles())
                .filter(each -> "org.apache.felix.eventadmin".equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        some = install(TinyBundle.named("some"));
        Hashtable<String, Object> last = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, -1));
        EventHook ofBundles = (event, contexts) -> {
            if (contexts.contains(eventAdmin.getBundleContext())) heard.add("bundle");
        };
        EventListenerHook ofServices = (event, listeners) -> {
            if (listeners.getOrDefault(eventAdmin.getBundleContext(), List.of()).stream()
                    .anyMatch(each -> each.getFilter() == null)) heard.add("service");
        };
        registered.add(context.registerService(EventHook.class, ofBundles, last));
        registered.add(context.registerService(EventListenerHook.class, ofServices, last));
    }

    @AfterEach
    void leave() {
        for (ServiceRegistration<?> each : registered) each.unregister();
    }

    @Test
    void hearsNothingThatNoHandlerAsksFor() throws Exception {
        handler("io/armstrong/*", "org/osgi/framework/FrameworkEvent/*", "org/osgi/service/log/Nothing");
        happen("unheard");
        assertThat(heard).isEmpty();
        assertThat(readsLogs()).isFalse();
    }

    @Test
    void handlersAreToldWhatTheyAskFor() throws Exception {
        handler(BUNDLES);
        happen("of bundles");
        told("org/osgi/framework/BundleEvent/STARTED");
        told("org/osgi/framework/BundleEvent/STOPPED");
        handler(SERVICES);
        happen("of services");
        told("org/osgi/framework/ServiceEvent/REGISTERED");
        handler("org/osgi/framework/FrameworkEvent/*");
        refresh();
        told("org/osgi/framework/FrameworkEvent/PACKAGES_REFRESHED");
        assertThat(readsLogs()).isFalse();
        handler(LOGS);
        happen("of the log");
        told("org/osgi/service/log/LogEntry/LOG_ERROR");
    }

    @Test
    void oneThatAsksForEverythingIsToldOfTheLogOnce() throws Exception {
        ServiceRegistration<?> handler = handler("*");
        happen("once");
        await().until(() ->
                logged("once") > 0); // whoever changes what he asks for misses what is on its way, says Event Admin
        handler.setProperties(topics("*", LOGS));
        log("last");
        await().until(() -> logged("last") > 0);
        assertThat(logged("once")).isEqualTo(1);
        assertThat(logged("last")).isEqualTo(1);
    }

    @Test
    void whatIsAskedForMayChange() throws Exception {
        ServiceRegistration<?> handler = handler("nothing/at/all");
        handler.setProperties(topics(BUNDLES, LOGS));
        happen("first");
        told("org/osgi/framework/BundleEvent/STARTED");
        told("org/osgi/service/log/LogEntry/LOG_ERROR");
        handler.unregister();
        registered.remove(handler);
        assertThat(readsLogs()).isFalse();
        heard.clear();
        happen("unheard");
        assertThat(heard).isEmpty();
        handler(LOGS);
        happen("again");
        await().until(() -> logged("again") > 0);
        assertThat(logged("unheard")).isZero();
    }

    @Test
    void nobodyElseSeesWhatItReadsTheLogBy() throws Exception {
        int before = readers().size();
        handler(LOGS);
        assertThat(readsLogs()).isTrue();
        assertThat(readers()).hasSize(before);
    }

    /** One event of each kind. */
    private void happen(String words) throws Exception {
        some.start();
        some.stop();
        context.registerService(Callable.class, () -> null, null).unregister();
        log(words);
    }

    /** Not into the log of Equinox, which posts its entries to Event Admin itself. */
    private void log(String words) {
        ServiceReference<LoggerFactory> log = references(LoggerFactory.class, null).stream()
                .filter(each -> "org.apache.felix.log".equals(each.getBundle().getSymbolicName()))
                .findFirst()
                .orElseThrow();
        context.getService(log).getLogger("test").error(words);
    }

    private void refresh() {
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(some), (FrameworkEvent event) -> {});
    }

    private ServiceRegistration<?> handler(String... topics) {
        ServiceRegistration<?> handler = context.registerService(EventHandler.class, posted::add, topics(topics));
        registered.add(handler);
        return handler;
    }

    private static Hashtable<String, Object> topics(String... topics) {
        return new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, topics));
    }

    private void told(String topic) {
        await().until(() -> posted.stream().anyMatch(each -> each.getTopic().equals(topic)));
    }

    private long logged(String words) {
        return posted.stream()
                .filter(each -> words.equals(each.getProperty(EventConstants.MESSAGE)))
                .count();
    }

    private boolean readsLogs() {
        ServiceReference<?>[] used = eventAdmin.getServicesInUse();
        return used != null
                && Arrays.stream(used).anyMatch(each -> List.of((String[]) each.getProperty(Constants.OBJECTCLASS))
                        .contains(LogReaderService.class.getName()));
    }

    private Collection<ServiceReference<LogReaderService>> readers() {
        return references(LogReaderService.class, null);
    }
}
