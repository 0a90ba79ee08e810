package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.DriftPolicy;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.supervisor.child.BundleChild;
import java.io.IOException;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * What becomes of code that somebody else put into a bundle (design D10; feature S10; fault row 15): it is adopted, taken back, or left
 * for a person to decide on. Never silent: an event and an alarm for each child in the bundle. Blocks: of the edge thread.
 */
final class Drift {
    static final String ALARM = "drift";

    private final Runtime runtime;
    private final Revisions revisions;

    Drift(Runtime runtime) {
        this.runtime = runtime;
        this.revisions = runtime.revisions();
    }

    /** Somebody else updated that bundle. @param children that live in it, as they were declared before */
    void updated(Bundle bundle, List<BundleChild> children) {
        String name = String.valueOf(bundle.getSymbolicName());
        Store.RevisionRecord stored = revisions.current(name);
        if (stored == null) return; // nobody's child, or never kept
        try {
            String runs = revisions.digest(bundle, stored);
            if (runs.equals(stored.sha256()))
                told(children, "its bundle was updated to the same content", "nothing to do");
            else drifted(bundle, stored, runs, children);
        } catch (IOException e) {
            alarm(
                    children,
                    "its bundle was updated by somebody else, and cannot be read: " + e.getMessage(),
                    "sup:adopt CHILD JAR");
        }
    }

    private void drifted(Bundle bundle, Store.RevisionRecord stored, String runs, List<BundleChild> children)
            throws IOException {
        String found = "its bundle was updated to " + bundle.getVersion() + " (" + brief(runs)
                + ") by somebody else, the store has " + stored.version() + " (" + brief(stored.sha256()) + ")";
        switch (policy(children)) {
            case ADOPT -> {
                revisions.adoptDrifted(bundle);
                tell(children, found, "adopted", "sup:rollback CHILD brings the version before back");
            }
            case REVERT -> revert(bundle, found, runs, children);
            case ALARM -> {
                revisions.drifted(bundle, runs);
                tell(children, found, "left as it is", "sup:adopt CHILD JAR keeps it; the next boot takes it back");
            }
        }
    }

    private void revert(Bundle bundle, String found, String runs, List<BundleChild> children) throws IOException {
        Lifecycle.Outcome outcome = revisions.putBack(bundle);
        if (outcome.done()) {
            tell(children, found, "put back", "find out who updates it: two owners of one state");
            return;
        }
        revisions.drifted(bundle, runs);
        tell(children, found, "could not be put back: " + outcome.cause(), "sup:adopt CHILD JAR, or sup:restart CHILD");
    }

    /** A bundle is of all its children: the strictest decides. */
    private DriftPolicy policy(List<BundleChild> children) {
        List<DriftPolicy> asked = children.stream()
                .filter(child -> runtime.catalog().knows(child.id()))
                .map(child -> runtime.catalog().spec(child.id()).drift())
                .toList();
        if (asked.contains(DriftPolicy.REVERT)) return DriftPolicy.REVERT;
        return asked.contains(DriftPolicy.ALARM) ? DriftPolicy.ALARM : DriftPolicy.ADOPT;
    }

    private void tell(List<BundleChild> children, String found, String action, String next) {
        told(children, found, action);
        alarm(children, found + "; " + action, next);
    }

    private void told(List<BundleChild> children, String found, String action) {
        for (BundleChild child : children) runtime.event(new ArmstrongEvent.Drifted(child.id(), found, action));
    }

    private void alarm(List<BundleChild> children, String text, String next) {
        for (BundleChild child : children) runtime.alarm(child.id(), ALARM, text, next.replace("CHILD", child.id()));
    }

    private static String brief(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length()));
    }
}
