package io.armstrong.upgrade;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Configurations that only one location gets: a twin, which has another, would silently go without (fact F16). */
final class BoundConfigurations {
    private static final String SERVICE = "org.osgi.service.cm.ConfigurationAdmin";

    private BoundConfigurations() {}

    /** Which is bound to that location, one sentence; empty when none is, or nobody keeps configurations. */
    static String of(BundleContext context, String location) {
        return context.getServiceReference(SERVICE) == null ? "" : Asked.of(context, location);
    }

    /** Loaded only where the package is there. */
    private static final class Asked {
        private static String of(BundleContext context, String location) {
            ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
            @Nullable ConfigurationAdmin admin = reference == null ? null : context.getService(reference);
            if (admin == null) return "";
            try {
                for (Configuration each : listed(admin))
                    if (location.equals(each.getBundleLocation()))
                        return "configuration " + each.getPid() + " is bound to its location";
                return "";
            } catch (IOException | InvalidSyntaxException e) {
                return "its configurations cannot be read: " + Refusal.sentence(e);
            } finally {
                context.ungetService(reference);
            }
        }

        private static Configuration[] listed(ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
            Configuration @Nullable [] all = admin.listConfigurations(null);
            return all == null ? new Configuration[0] : all;
        }
    }
}
