package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** The bundles of the framework we run in. */
record OsgiBundles(BundleContext context) implements RunningBundles {
    private static final String CONFIGURATIONS = "org.osgi.service.cm.ConfigurationAdmin";

    @Override
    public Map<String, String> headers(long bundleId) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Dictionary<String, String> raw = bundle(bundleId).getHeaders("");
        for (String name : Collections.list(raw.keys())) headers.put(name, raw.get(name));
        return headers;
    }

    @Override
    public String location(long bundleId) {
        return bundle(bundleId).getLocation();
    }

    @Override
    public Optional<String> difference(long bundleId, Path jar) throws IOException {
        Bundle bundle = bundle(bundleId);
        Set<String> names = new HashSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                names.add(entry.getName());
                if (!same(zip, entry, bundle)) return Optional.of(entry.getName());
            }
        }
        Enumeration<URL> found = bundle.findEntries("/", "*", true);
        while (found != null && found.hasMoreElements()) {
            String path = found.nextElement().getPath().substring(1);
            if (!path.endsWith("/") && !names.contains(path)) return Optional.of(path);
        }
        return Optional.empty();
    }

    private static boolean same(ZipFile zip, ZipEntry entry, Bundle bundle) throws IOException {
        URL there = bundle.getEntry(entry.getName());
        if (there == null) return false;
        try (InputStream one = zip.getInputStream(entry);
                InputStream other = there.openStream()) {
            return Arrays.equals(one.readAllBytes(), other.readAllBytes());
        }
    }

    @Override
    public Migrations migrations(long bundleId, Set<String> classNames, Duration limit) throws InterruptedException {
        RegisteredMigrations found = new RegisteredMigrations(context, bundleId);
        try {
            found.await(classNames, limit);
            return found;
        } catch (InterruptedException | RuntimeException e) {
            found.close();
            throw e;
        }
    }

    @Override
    public String name(long bundleId) {
        String name = bundle(bundleId).getSymbolicName();
        return name == null ? "bundle " + bundleId : name;
    }

    @Override
    public long other(String symbolicName, Version version, long thanId) {
        for (Bundle bundle : context.getBundles())
            if (bundle.getBundleId() != thanId
                    && symbolicName.equals(bundle.getSymbolicName())
                    && version.equals(bundle.getVersion())
                    && !bundle.getLocation().startsWith(Holds.TWIN_LOCATION)) return bundle.getBundleId();
        return -1;
    }

    @Override
    public boolean active(long bundleId) {
        return bundle(bundleId).getState() == Bundle.ACTIVE;
    }

    @Override
    public List<String> missing(Map<String, String> headers, long replacedId) {
        return new Offers(context, replacedId).missing(headers);
    }

    @Override
    public String onlyOne(long bundleId) {
        Bundle bundle = bundle(bundleId);
        BundleContext its = bundle.getBundleContext();
        File area = its == null ? null : its.getDataFile("");
        String[] files = area == null ? null : area.list();
        if (files != null && files.length > 0)
            return "its data area holds " + files[0] + ", which a twin would not see";
        return BoundConfigurations.of(context, bundle.getLocation());
    }

    /** What is got and given back one by one, as by {@code ServiceObjects}, is forgotten. SCR gets it in the bundle's name, the usual way. */
    @Override
    public void forgetConfigurations(long bundleId) {
        Bundle bundle = context.getBundle(bundleId);
        BundleContext its = bundle == null ? null : bundle.getBundleContext();
        if (its == null) return;
        try {
            ServiceReference<?>[] found = its.getServiceReferences(CONFIGURATIONS, null);
            for (ServiceReference<?> each : found == null ? new ServiceReference<?>[0] : found)
                gotOnce(its.getServiceObjects(each));
        } catch (InvalidSyntaxException | IllegalStateException e) {
            return; // it stopped meanwhile: one entry more is kept
        }
    }

    private static <S> void gotOnce(@Nullable ServiceObjects<S> objects) {
        if (objects == null) return;
        S service = objects.getService();
        if (service != null) objects.ungetService(service);
    }

    @Override
    public Stops watchStops() {
        StopWatch watch = new StopWatch(context);
        context.addBundleListener(watch);
        return watch;
    }

    private Bundle bundle(long bundleId) {
        Bundle bundle = context.getBundle(bundleId);
        if (bundle == null)
            throw Refusal.of("bundle " + bundleId + " is gone", "it was uninstalled behind our back; try again");
        return bundle;
    }
}
