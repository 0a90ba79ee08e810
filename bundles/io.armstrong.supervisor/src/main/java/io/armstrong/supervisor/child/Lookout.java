package io.armstrong.supervisor.child;

import io.armstrong.process.Timers;
import io.armstrong.supervisor.bundle.Components.Absence;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Asks Declarative Services what a component lacks, at once and then ever less often: it tells nobody by itself. Of the child's
 * serial.
 */
final class Lookout {
    /** From the first look to the second; it doubles up to {@link #LONGEST}. */
    private static final long FIRST = Duration.ofMillis(25).toNanos();

    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    private final World world;
    private final Serial serial;
    private final Bundle bundle;
    private final String component;
    private final Consumer<Absence> told;
    private Timers.@Nullable Timer next;
    private long pause = FIRST;
    private String last = "";
    private boolean over;

    /** @param told when something that the component requires is missing, and again when that changes */
    Lookout(World world, Serial serial, Bundle bundle, String component, Consumer<Absence> told) {
        this.world = world;
        this.serial = serial;
        this.bundle = bundle;
        this.component = component;
        this.told = told;
    }

    /** Looks; where the asking may block. */
    void begin() {
        world.activation().threads().execute(() -> {
            Absence absence = world.components().absence(bundle, component);
            serial.run(() -> seen(absence));
        });
    }

    private void seen(Absence absence) {
        if (over) return;
        if (absence.waits() && !absence.why().equals(last)) {
            last = absence.why();
            told.accept(absence);
        }
        next = world.system().timers().after(pause, this::begin);
        pause = Math.min(LONGEST, 2 * pause);
    }

    /** Tells nothing more. */
    void end() {
        over = true;
        if (next != null) next.cancel();
    }
}
