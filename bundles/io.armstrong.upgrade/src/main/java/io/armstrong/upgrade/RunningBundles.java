package io.armstrong.upgrade;

import io.armstrong.api.upgrade.StateMigration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Version;

/** What an upgrade reads of the bundles in the framework. It changes none. */
interface RunningBundles {
    /** The main headers of a bundle's manifest as they stand there. */
    Map<String, String> headers(long bundleId);

    /** Where the framework says it came from. */
    String location(long bundleId);

    /** The first file in which the bundle and that jar differ; empty when they are equal. */
    Optional<String> difference(long bundleId, Path jar) throws IOException;

    /** Symbolic name of a bundle; its number when it has none. */
    String name(long bundleId);

    /** Another bundle of that name and version, twins left out; -1 when there is none. */
    long other(String symbolicName, Version version, long thanId);

    /** Whether it is active. */
    boolean active(long bundleId);

    /**
     * What a bundle with these headers would need and nobody but the bundle it replaces offers; empty when it has all. Nothing is
     * resolved: each requirement is looked at by itself.
     */
    List<String> missing(Map<String, String> headers, long replacedId);

    /** Why a second bundle would not stand in for that one, one sentence; empty when it would. */
    String onlyOne(long bundleId);

    /**
     * Has the framework forget that this bundle ever looked for configurations: Felix keeps whoever got a service and gave it back until
     * the service itself goes, and with it a bundle that is uninstalled (6 KiB each).
     */
    void forgetConfigurations(long bundleId);

    /** Writes down which bundles stop from now on, twins left out. */
    Stops watchStops();

    /** Bundles that stopped. */
    interface Stops extends AutoCloseable {
        /** Symbolic names, sorted, each once. */
        List<String> names();

        /** Writes down no more. */
        @Override
        void close();
    }

    /**
     * The migrations that a bundle registered. Runs its code; waits for them, so only on a disposable thread.
     *
     * @param classNames those wanted
     * @param limit how long to wait for the last of them
     * @throws io.armstrong.api.SupervisionException naming those that did not come
     */
    Migrations migrations(long bundleId, Set<String> classNames, Duration limit) throws InterruptedException;

    /** Migrations in use until closed. */
    interface Migrations extends AutoCloseable {
        StateMigration of(String className);

        /** Whether these are among them, and still registered. */
        boolean offers(Set<String> classNames);

        @Override
        void close();
    }
}
