package io.armstrong.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * The framework and what we put into it.
 *
 * <p>The supervisor stands on a higher start level than everything it supervises or needs, so that a framework that is
 * told to stop, by whomever, stops it first, and it its children in their order.
 */
final class Platform {
    private static final String SHELL = "org.apache.felix.gogo.jline";
    private static final List<String> LAST_UP_FIRST_DOWN =
            List.of("io.armstrong.supervisor", "io.armstrong.upgrade", "io.armstrong.gogo", SHELL);
    /** What finds no log prints to the standard streams, so the log comes first and goes last. */
    private static final String LOG = "org.apache.felix.log";

    private static final int LEVEL_OF_LOG = 1;
    private static final int LEVEL_OF_OTHERS = 2;
    private static final int LEVEL_OF_SUPERVISION = 3;

    private final Framework framework;

    private Platform(Framework framework) {
        this.framework = framework;
    }

    /**
     * Makes a framework on an emptied cache; nothing runs yet.
     *
     * @param lastRun what is to be told of the run before; empty if it ended as it should
     */
    static Platform create(Home home, Options options, String lastRun) throws LaunchFailed {
        Map<String, String> properties = new HashMap<>();
        properties.put(Constants.FRAMEWORK_STORAGE, home.cache().toString());
        properties.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(LEVEL_OF_SUPERVISION));
        // JLine looks for signals there; where it finds none, Ctrl-C in the shell ends the process.
        properties.put(Constants.FRAMEWORK_BOOTDELEGATION, "sun.misc");
        properties.put("armstrong.home", home.folder().toString());
        properties.put("armstrong.last.run", lastRun);
        options.config().ifPresent(file -> properties.put("armstrong.config", file.toString()));
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchFailed(ExitCode.FAILED, "no OSGi framework on the class path"));
        Framework framework = factory.newFramework(properties);
        try {
            framework.init();
        } catch (BundleException e) {
            throw new LaunchFailed(ExitCode.FAILED, "the framework does not start in " + home.cache() + ": " + e, e);
        }
        return new Platform(framework);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Installs platform and deposit, then starts the platform. A jar of the deposit that cannot be installed is named
     * on standard error and left out: one bad drop must not keep the others down.
     */
    void boot(Payload payload, Path deposit, boolean withShell, LogOnStandardError log)
            throws LaunchFailed, InterruptedException {
        List<Bundle> platform = new ArrayList<>();
        try {
            for (String name : payload.list(Payload.PLATFORM)) {
                Bundle bundle =
                        context().installBundle("armstrong:" + name, new ByteArrayInputStream(payload.read(name)));
                platform.add(bundle);
                bundle.adapt(BundleStartLevel.class).setStartLevel(levelOf(bundle));
            }
            installDeposit(deposit);
            if (withShell) Leave.offer(framework);
            framework.start();
            platform.sort(Comparator.comparing(Platform::levelOf));
            for (Bundle bundle : platform) {
                if (withShell || !SHELL.equals(bundle.getSymbolicName())) start(bundle);
                if (LOG.equals(bundle.getSymbolicName())) log.attach(context());
            }
        } catch (BundleException | IOException e) {
            throw new LaunchFailed(ExitCode.FAILED, "the platform does not start: " + e.getMessage(), e);
        }
    }

    private static int levelOf(Bundle bundle) {
        if (LOG.equals(bundle.getSymbolicName())) return LEVEL_OF_LOG;
        return LAST_UP_FIRST_DOWN.contains(bundle.getSymbolicName()) ? LEVEL_OF_SUPERVISION : LEVEL_OF_OTHERS;
    }

    private void installDeposit(Path deposit) throws IOException {
        context().getBundle().adapt(FrameworkStartLevel.class).setInitialBundleStartLevel(LEVEL_OF_OTHERS);
        try (Stream<Path> files = Files.list(deposit)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                try {
                    context().installBundle(jar.toUri().toString());
                } catch (BundleException e) {
                    System.err.println("armstrong: " + jar + " is left out: " + e.getMessage());
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void start(Bundle bundle) throws BundleException {
        boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
        if (!fragment) bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    /** Platform bundles that are not active, with their state, for a message. */
    List<String> notActive() {
        return Stream.of(context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("armstrong:"))
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE && !SHELL.equals(bundle.getSymbolicName()))
                .map(Bundle::getSymbolicName)
                .toList();
    }

    /**
     * Waits until somebody stops the framework: the shell, a signal, the root's escalation.
     *
     * @return whether it begins anew by itself: its own bundle was updated or refreshed (fault row 46)
     */
    boolean awaitStop() throws InterruptedException {
        int why = framework.waitForStop(0).getType();
        return why == FrameworkEvent.STOPPED_UPDATE || why == FrameworkEvent.STOPPED_SYSTEM_REFRESHED;
    }

    /** Waits until it runs again. */
    void awaitStart(Duration limit) throws LaunchFailed, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (framework.getState() != Bundle.ACTIVE) {
            if (System.nanoTime() > end)
                throw new LaunchFailed(
                        ExitCode.FAILED, "the framework restarts and is not back after " + limit.toSeconds() + " s");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Stops and waits at most that long: a child that hangs in start never lets the framework finish. */
    boolean stop(Duration limit) throws InterruptedException {
        try {
            framework.stop();
        } catch (BundleException e) {
            System.err.println("armstrong: the framework does not stop: " + e.getMessage());
        }
        return framework.waitForStop(limit.toMillis()).getType() != FrameworkEvent.WAIT_TIMEDOUT;
    }
}
