package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.supervisor.child.BundleChild;
import java.util.List;
import java.util.function.Consumer;

/** Turns what somebody else did to a bundle into news for the children in it (design D10; invariant I16). */
final class FactWatch implements FrameworkFact.Listener {
    private final Runtime runtime;
    private final Boot boot;
    private final Additions additions;
    private final StopStories stories;
    private final Drift drift;
    private volatile boolean stopping;

    FactWatch(Runtime runtime, Boot boot, Additions additions) {
        this.runtime = runtime;
        this.boot = boot;
        this.additions = additions;
        this.stories = new StopStories(runtime, this::stopped);
        this.drift = new Drift(runtime);
    }

    @Override
    public void happened(FrameworkFact fact) {
        switch (fact.kind()) {
            case FRAMEWORK_STOPPING -> stopping = true;
            case STOPPED -> stories.stopped(fact);
            case UNRESOLVED -> stories.unresolved(fact);
            case UNINSTALLED -> uninstalled(fact);
            case INSTALLED, RESOLVED -> runtime.edge().execute(() -> declare(fact));
            case STARTED -> started(fact);
            case UPDATED -> runtime.edge().execute(() -> updated(fact));
            case RETURNED ->
                of(
                        fact,
                        child -> runtime.event(new ArmstrongEvent.AlarmSet(
                                child.id(),
                                "came-back",
                                "the call that hung has returned",
                                "sup:restore " + child.id())));
        }
    }

    /** A bundle is ours to keep stopped where its child is not wanted running. */
    private void started(FrameworkFact fact) {
        of(fact, BundleChild::started);
        runtime.edge().execute(() -> declare(fact));
    }

    /**
     * What a stop by somebody else was for is known: a refresh, an update and a lower start level are planned restarts, counted
     * nowhere; anything else is an exit.
     */
    private void stopped(FrameworkFact fact, StopStories.Why why) {
        of(fact, child -> {
            if (why == StopStories.Why.REFRESH) restart(child, "its bundle was refreshed by somebody else");
            else if (child.heldBack()) restart(child, "the framework's start level fell below its bundle's");
            else child.vanished("stopped");
        });
    }

    private void restart(BundleChild child, String found) {
        if (!child.alive()) return;
        runtime.event(new ArmstrongEvent.Drifted(child.id(), found, "restarted, counted nowhere"));
        runtime.orders()
                .order("restart", child.id(), token -> new SupervisorEvent.Recycle(token, child.id()))
                .whenComplete((done, failure) -> {
                    if (failure != null) child.vanished("stopped");
                });
    }

    private void of(FrameworkFact fact, Consumer<BundleChild> news) {
        if (!stopping) in(fact).forEach(news);
    }

    private List<BundleChild> in(FrameworkFact fact) {
        return runtime.children().inBundles().stream()
                .filter(child -> child.symbolicName().equals(fact.symbolicName()) && child.livesIn(fact.bundleId()))
                .toList();
    }

    /** Who removed a child and then its bundle may bring both back: the child is new then. */
    private void uninstalled(FrameworkFact fact) {
        stories.uninstalled(fact);
        of(fact, child -> child.vanished("uninstalled"));
        if (!stopping && !second(fact)) runtime.edge().execute(() -> additions.bundleGone(fact.symbolicName()));
    }

    /** Whether the bundle was a second one of its name, in which no child lived. */
    private boolean second(FrameworkFact fact) {
        return runtime.bundles()
                .find(fact.symbolicName())
                .filter(first -> first.getBundleId() < fact.bundleId())
                .isPresent();
    }

    private void declare(FrameworkFact fact) {
        runtime.bundles().find(fact.bundleId()).ifPresent(bundle -> boot.declare(bundle)
                .forEach(additions::declared));
    }

    /**
     * Somebody else exchanged the code. Its children restart by the story of the stop that it needed, which is told later on this same
     * thread: in what is there then.
     */
    private void updated(FrameworkFact fact) {
        if (stopping) return;
        runtime.bundles().find(fact.bundleId()).ifPresent(bundle -> {
            drift.updated(bundle, in(fact));
            boot.declare(bundle).forEach(additions::declared);
        });
    }
}
