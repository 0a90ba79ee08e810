package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import io.armstrong.api.spi.Guarding;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All instances of one template: hears what becomes of them and keeps what there is to keep of few. What stood in an instance would
 * stand in a million.
 */
final class Crew implements WorkerListener {
    private final World world;
    private final Template template;
    private final Newcomers newcomers = new Newcomers();
    /** The bundle whose code they run, of those that do not run their template's own. */
    private final ConcurrentHashMap<InstanceChild, Long> away = new ConcurrentHashMap<>();
    /** Of those whose last incarnation ended by itself. */
    private final ConcurrentHashMap<InstanceChild, LastEnd> ends = new ConcurrentHashMap<>();

    private volatile Guards guards = Guards.DEFAULT;
    /** Whether they ever had guards: then some may stand on the list. */
    private volatile boolean watched;

    private record LastEnd(ExitReason reason, LastCrash crash) {}

    Crew(World world, Template template) {
        this.world = world;
        this.template = template;
    }

    Template template() {
        return template;
    }

    /** Where newcomers go, and how many there are. */
    Newcomers newcomers() {
        return newcomers;
    }

    // ---- who belongs to it ----

    /** That one starts for the first time. */
    void joined(InstanceChild child) {
        long other = newcomers.came();
        if (other != Template.OWN) away.put(child, other);
    }

    /** That one will not be asked for anything again. @return why its last incarnation ended */
    ExitReason left(InstanceChild child) {
        if (watched) world.watchlist().strike(child.id());
        newcomers.left(away.remove(child) != null);
        LastEnd end = ends.remove(child);
        return end == null ? ExitReason.SHUTDOWN : end.reason();
    }

    /** The other bundle whose code it runs; {@link Template#OWN}: the one that its template names. */
    long servedBy(InstanceChild child) {
        Long other = away.isEmpty() ? null : away.get(child); // a look for it would give it a hash code for life
        return other == null ? Template.OWN : other;
    }

    /** From its next start on it runs the code of that bundle. */
    void settle(InstanceChild child, long bundleId) {
        if (child.isForgotten()) return;
        boolean home = bundleId == Template.OWN || template.isOwn(bundleId);
        boolean wasHome = (home ? away.remove(child) : away.put(child, bundleId)) == null;
        if (home != wasHome) newcomers.moved(!home);
    }

    // ---- guards ----

    /** That one starts with these, which all of them have. */
    void guard(InstanceChild child, Guards now) {
        if (guards != now) {
            guards = now;
            watched |= now.expectsBeats() || now.boundsMemory();
        }
        if (watched) world.watchlist().enlist(child.id(), now, child);
    }

    Guarding.Ward ward(InstanceChild child) {
        String id = child.id();
        return new Guarding.Ward(
                child,
                id,
                child.incarnation(),
                child.up(),
                guards,
                child.waiting(),
                world.watchlist().allocated(id));
    }

    // ---- what became of them ----

    /** Why its last incarnation ended. */
    ExitReason lastEnd(InstanceChild child) {
        LastEnd end = ends.get(child);
        return end == null ? ExitReason.SHUTDOWN : end.reason();
    }

    LastCrash lastCrash(InstanceChild child) {
        LastEnd end = ends.get(child);
        return end == null ? LastCrash.NONE : end.crash();
    }

    @Override
    public void started(WorkerProcess process, long incarnation) {
        ((InstanceChild) process).cameUp(incarnation);
    }

    @Override
    public void startFailed(WorkerProcess process, WorkerExit exit) {
        ((InstanceChild) process).failed(exit);
    }

    @Override
    public void exited(WorkerProcess process, WorkerExit exit) {
        InstanceChild child = (InstanceChild) process;
        keep(child, exit);
        child.ended(exit);
    }

    private void keep(InstanceChild child, WorkerExit exit) {
        if (exit.reason() instanceof ExitReason.ShuttingDown) {
            if (!ends.isEmpty()) ends.remove(child);
            return;
        }
        ends.put(child, new LastEnd(exit.reason(), LastCrash.of(exit.scene())));
        if (child.isForgotten()) ends.remove(child);
    }

    @Override
    public void deadLetters(WorkerProcess process, long incarnation, long messages, String reason) {
        world.events().accept(new ArmstrongEvent.DeadLettered(process.id(), incarnation, messages, reason));
    }
}
