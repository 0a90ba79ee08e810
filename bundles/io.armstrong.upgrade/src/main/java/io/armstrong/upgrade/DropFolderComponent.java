package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Supervision;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.Upgrades;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Looks at a drop folder again and again, where one is configured; without a configuration there is none. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.armstrong.upgrade.drop",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DropFolderComponent.Config.class)
public final class DropFolderComponent {
    /** Where the folder lies. */
    @ObjectClassDefinition(name = "Armstrong drop folder", description = "Upgrades to every jar put into a folder.")
    public @interface Config {
        @AttributeDefinition(description = "The folder, from the runtime's home if it is relative.")
        String folder() default "deploy";

        @AttributeDefinition(description = "From one look to the next, ms; 50 or more.")
        long periodMillis() default 1_000;
    }

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "armstrong-drop-folder");
        thread.setDaemon(true);
        return thread;
    });

    private final Journal journal;
    private final DropFolder folder;

    @Activate
    public DropFolderComponent(
            BundleContext context,
            Config config,
            @Reference Supervision supervision,
            @Reference Upgrades upgrades,
            @Reference Store store,
            @Reference Journal journal) {
        this.journal = journal;
        String home = context.getProperty("armstrong.home");
        Path place = Path.of(home == null ? "armstrong-home" : home).resolve(config.folder());
        folder = new DropFolder(
                new DropPlace(place.toAbsolutePath().normalize()), supervision, upgrades, store, journal);
        long period = Math.max(50, config.periodMillis());
        clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    /** Nothing thrown here would be heard of, and the clock would stop. */
    private void look() {
        try {
            folder.look();
        } catch (RuntimeException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    "io.armstrong.upgrade", DropFolder.ALARM, "a look failed: " + Refusal.sentence(e), "sup:events"));
        }
    }

    @Deactivate
    void stop() {
        clock.shutdownNow();
    }
}
