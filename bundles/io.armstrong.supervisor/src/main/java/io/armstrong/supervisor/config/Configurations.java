package io.armstrong.supervisor.config;

import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ManagedServiceFactory;

/** Factory configurations of one kind, from Configuration Admin: whoever put them there, the Configurator or a person. */
public final class Configurations implements ManagedServiceFactory {
    private static final Set<String> NOT_OURS =
            Set.of(Constants.SERVICE_PID, "service.factoryPid", "service.bundleLocation", "felix.fileinstall.filename");

    private final Configured.Kind kind;
    private final Listener listener;

    /** Told on a thread of Configuration Admin; must return soon. */
    public interface Listener {
        /** New or changed. */
        void configured(Configured item);

        /** Deleted. */
        void deleted(Configured.Kind kind, String id);
    }

    public Configurations(Configured.Kind kind, Listener listener) {
        this.kind = kind;
        this.listener = listener;
    }

    @Override
    public String getName() {
        return kind.factoryPid();
    }

    @Override
    public void updated(String pid, Dictionary<String, ?> properties) {
        Map<String, Object> attributes = new HashMap<>();
        for (String key : Collections.list(properties.keys()))
            if (!NOT_OURS.contains(key) && !key.startsWith(":configurator:") && !key.startsWith("."))
                attributes.put(key, properties.get(key));
        listener.configured(new Configured(kind, id(pid), "configuration " + pid, attributes));
    }

    @Override
    public void deleted(String pid) {
        listener.deleted(kind, id(pid));
    }

    private String id(String pid) {
        return pid.startsWith(kind.factoryPid() + "~")
                ? pid.substring(kind.factoryPid().length() + 1)
                : pid.substring(pid.lastIndexOf('.') + 1);
    }
}
