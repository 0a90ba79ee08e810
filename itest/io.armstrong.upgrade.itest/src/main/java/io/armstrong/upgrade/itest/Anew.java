package io.armstrong.upgrade.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.upgrade.Upgrades;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Has the upgrade service begin anew, as at boot, with one setting of its own; closed, it begins anew without it. */
final class Anew implements AutoCloseable {
    private final BundleContext context;
    private final Configuration configuration;

    Anew(BundleContext context, ConfigurationAdmin configurations, String setting, long value) throws Exception {
        this.context = context;
        configuration = configurations.getConfiguration("io.armstrong.upgrade", "?");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(setting, value);
        Upgrades before = upgrades();
        configuration.update(properties);
        begun(before);
    }

    private void begun(Upgrades before) {
        await().atMost(Runtime.DEADLINE).until(() -> upgrades() != null && upgrades() != before);
    }

    /** As it is now; null for a moment in between. */
    Upgrades upgrades() {
        ServiceReference<Upgrades> reference = context.getServiceReference(Upgrades.class);
        return reference == null ? null : context.getService(reference);
    }

    @Override
    public void close() throws Exception {
        Upgrades before = upgrades();
        configuration.delete();
        begun(before);
    }
}
