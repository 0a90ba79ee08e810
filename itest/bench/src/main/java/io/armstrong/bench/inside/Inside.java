package io.armstrong.bench.inside;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The command {@code bench:run NAME DIVISOR FILE}: runs one bench and leaves in the file what came out. */
public final class Inside implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(
                Commands.class,
                new Commands(context),
                FrameworkUtil.asDictionary(Map.of("osgi.command.scope", "bench", "osgi.command.function", "run")));
    }

    @Override
    public void stop(BundleContext context) {
        // its service goes with the bundle
    }

    /** What Gogo calls. */
    public static final class Commands {
        private final BundleContext context;

        Commands(BundleContext context) {
            this.context = context;
        }

        /** @param divisor 1: as defined; more: that much less */
        public String run(String name, int divisor, String file) throws Exception {
            try (Services services = new Services(context)) {
                if (divisor == 1 && !name.equals("uptime")) Warm.await(context, services);
                List<Found> found = bench(name).run(services, divisor);
                Found.write(found, Path.of(file));
            }
            return name + " done";
        }

        private static Work bench(String name) {
            return switch (name) {
                case "hot_upgrade" -> HotUpgrade::run;
                case "bundle_restart" -> BundleRestart::plain;
                case "bundle_restart_ds" -> BundleRestart::component;
                case "spawn_100000" -> Spawn.queued(100_000);
                case "spawn_1000000" -> Spawn.queued(1_000_000);
                case "spawn_inline_100000" -> Spawn.inline(100_000);
                case "spawn_inline_1000000" -> Spawn.inline(1_000_000);
                case "spawn_list_100000" -> Spawn.list(100_000);
                case "spawn_list_1000000" -> Spawn.list(1_000_000);
                case "grow_state" -> PauseBySize::run;
                case "uptime" -> Uptime::run;
                default -> throw new IllegalArgumentException("no bench " + name);
            };
        }
    }

    /** One bench. */
    @FunctionalInterface
    interface Work {
        List<Found> run(Services services, int divisor) throws Exception;
    }
}
