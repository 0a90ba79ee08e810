package io.armstrong.launcher;

import io.armstrong.launcher.Vigil.Verdict;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Who guards the guards: restarts the supervisor's bundle when it is active and gives no sign of life, and ends the
 * process when that does not help (fault row 45). A supervisor that somebody stopped by hand is left alone.
 *
 * <p>The sign is a {@link BooleanSupplier} with property {@code armstrong.pulse=supervisor}: true if the supervisor's loop
 * came round since it was last asked.
 */
final class Guardian {
    private static final String SUPERVISOR = "io.armstrong.supervisor";
    private static final String PULSE = "(armstrong.pulse=supervisor)";
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final BundleContext context;
    private final IntConsumer halt;
    private final Vigil vigil = new Vigil(System.nanoTime());

    private Guardian(BundleContext context, IntConsumer halt) {
        this.context = context;
        this.halt = halt;
    }

    /**
     * Watches until the framework stops.
     *
     * @param halt ends the process with that code
     */
    static void watch(BundleContext context, IntConsumer halt) {
        Thread thread = new Thread(new Guardian(context, halt)::watch, "armstrong-guardian");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (context.getBundle(0).getState() != Bundle.STOPPING) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                look();
            }
        } catch (IllegalStateException stopped) {
            return; // the framework went away between two looks: nothing is left to guard
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        for (Bundle bundle : context.getBundles())
            if (SUPERVISOR.equals(bundle.getSymbolicName())) act(bundle, vigil.look(System.nanoTime(), sign(bundle)));
    }

    private boolean sign(Bundle bundle) {
        return bundle.getState() != Bundle.ACTIVE || pulse();
    }

    private boolean pulse() {
        try {
            Collection<ServiceReference<BooleanSupplier>> found =
                    context.getServiceReferences(BooleanSupplier.class, PULSE);
            for (ServiceReference<BooleanSupplier> reference : found) {
                BooleanSupplier pulse = context.getService(reference);
                if (pulse != null && pulse.getAsBoolean()) return true;
            }
            return false;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is a constant", e);
        }
    }

    private void act(Bundle bundle, Verdict verdict) {
        if (verdict == Verdict.WELL) return;
        if (verdict == Verdict.HALT) {
            System.err.println("armstrong: the supervisor is lost and " + Vigil.RESTARTS
                    + " restarts did not help, exit code " + ExitCode.SUPERVISOR_LOST.number());
            halt.accept(ExitCode.SUPERVISOR_LOST.number());
            return;
        }
        System.err.println("armstrong: no sign of the supervisor for " + Vigil.LOST_AFTER.toSeconds()
                + " s; its bundle is restarted");
        // On a thread of its own: what hangs in there must not end the vigil.
        Thread thread = new Thread(() -> restart(bundle), "armstrong-guardian-restart");
        thread.setDaemon(true);
        thread.start();
    }

    private static void restart(Bundle bundle) {
        try {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.start(Bundle.START_TRANSIENT | Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException | IllegalStateException e) {
            System.err.println("armstrong: the supervisor's bundle does not restart: " + e.getMessage());
        }
    }
}
