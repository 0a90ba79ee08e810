package io.armstrong.supervisor;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Guarding;
import io.armstrong.process.Possessions;
import io.armstrong.process.WorkerProcess;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.Guarded;
import io.armstrong.supervisor.child.Watchlist;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/** Shows guards the children they watch, and hands their verdicts to these. */
final class GuardingService implements Guarding {
    private final Children children;
    private final Watchlist watchlist;

    GuardingService(Children children, Watchlist watchlist) {
        this.children = children;
        this.watchlist = watchlist;
    }

    @Override
    public List<Ward> wards() {
        List<Ward> wards = new ArrayList<>();
        for (Guarded child : watchlist.children()) wards.add(child.ward());
        return wards;
    }

    @Override
    public Optional<Ward> ward(String id) {
        return child(id).map(Guarded::ward);
    }

    private Optional<Guarded> child(String id) {
        return children.inBundle(id).map(BundleChild::ward).or(() -> children.instance(id)
                .map(child -> (Guarded) child));
    }

    @Override
    public List<String> hostedBy(long bundleId) {
        return children.inBundles().stream()
                .filter(child -> livesIn(child, bundleId))
                .map(BundleChild::id)
                .sorted()
                .toList();
    }

    @Override
    public List<String> hostedBy(String symbolicName) {
        return children.inBundles().stream()
                .filter(child -> child.symbolicName().equals(symbolicName))
                .map(BundleChild::id)
                .sorted()
                .toList();
    }

    private static boolean livesIn(BundleChild child, long bundleId) {
        Bundle bundle = child.bundle();
        return bundle != null && bundle.getBundleId() == bundleId;
    }

    @Override
    public List<Activity> activities() {
        List<Activity> activities = new ArrayList<>();
        for (BundleChild child : children.inBundles()) activities.add(activity(child.id(), child.process()));
        children.eachInstance(child -> {
            if (child.possessions().resources() > 0) activities.add(activity(child.id(), child));
        });
        return activities;
    }

    private static Activity activity(String id, WorkerProcess process) {
        Possessions mine = process.possessions();
        return new Activity(id, mine.incarnation(), mine.callbacks(), mine.threads(), mine.resources(), mine.timers());
    }

    @Override
    public void trip(String id, long incarnation, ExitReason.Crashed why) {
        child(id).ifPresent(child -> child.trip(incarnation, why));
    }
}
