package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.supervisor.child.BundleChild;
import java.util.function.Consumer;

/** Turns what somebody else did to a bundle into news for the children in it (design D10; invariant I16). */
final class FactWatch implements FrameworkFact.Listener {
    private final Runtime runtime;
    private final Boot boot;
    private final Additions additions;
    private volatile boolean stopping;

    FactWatch(Runtime runtime, Boot boot, Additions additions) {
        this.runtime = runtime;
        this.boot = boot;
        this.additions = additions;
    }

    @Override
    public void happened(FrameworkFact fact) {
        switch (fact.kind()) {
            case FRAMEWORK_STOPPING -> stopping = true;
            case STOPPED -> of(fact, child -> child.vanished("stopped"));
            case UNINSTALLED -> uninstalled(fact);
            case INSTALLED, RESOLVED, STARTED -> runtime.edge().execute(() -> declare(fact));
            case UPDATED -> runtime.edge().execute(() -> updated(fact));
            case RETURNED ->
                of(
                        fact,
                        child -> runtime.event(new ArmstrongEvent.AlarmSet(
                                child.id(),
                                "came-back",
                                "the call that hung has returned",
                                "sup:restore " + child.id())));
            case UNRESOLVED -> {
                // it was stopped before, or never ran: nothing that was up changed
            }
        }
    }

    private void of(FrameworkFact fact, Consumer<BundleChild> news) {
        if (stopping) return;
        runtime.children().inBundles().stream()
                .filter(child -> child.symbolicName().equals(fact.symbolicName()))
                .forEach(news);
    }

    /** Who removed a child and then its bundle may bring both back: the child is new then. */
    private void uninstalled(FrameworkFact fact) {
        of(fact, child -> child.vanished("uninstalled"));
        if (!stopping) runtime.edge().execute(() -> additions.bundleGone(fact.symbolicName()));
    }

    private void declare(FrameworkFact fact) {
        runtime.bundles().find(fact.bundleId()).ifPresent(bundle -> boot.declare(bundle)
                .forEach(additions::declared));
    }

    /** Code that somebody else exchanged is adopted: it is what runs, and what boots from now on. */
    private void updated(FrameworkFact fact) {
        of(
                fact,
                child -> runtime.event(new ArmstrongEvent.Drifted(
                        child.id(), "its bundle was updated to " + child.version() + " by somebody else", "adopted")));
        runtime.bundles().find(fact.bundleId()).ifPresent(bundle -> {
            runtime.revisions().adoptDrifted(bundle);
            boot.declare(bundle).forEach(additions::declared);
        });
    }
}
