package io.armstrong.supervisor.child;

import io.armstrong.api.spi.Faces;
import io.armstrong.process.WorkerProcess;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The way to the stable faces of children, while there is a bundle that makes them. One that comes late is told everything again. */
public final class Fronts extends ServiceTracker<Faces, Faces> implements AutoCloseable {
    private final Set<Front> fronts = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Faces present;

    public Fronts(BundleContext context) {
        super(context, Faces.class, null);
    }

    /** For a new child that is called through that process. */
    Front front(WorkerProcess process) {
        Front front = new Front(this, process);
        fronts.add(front);
        return front;
    }

    /** That child is gone. */
    void remove(Front front) {
        fronts.remove(front);
    }

    @Override
    public @Nullable Faces addingService(ServiceReference<Faces> reference) {
        Faces faces = super.addingService(reference);
        if (faces == null) return null;
        present = faces;
        fronts.forEach(front -> front.tell(faces));
        return faces;
    }

    @Override
    public void removedService(ServiceReference<Faces> reference, Faces faces) {
        if (present == faces) present = null;
        super.removedService(reference, faces);
    }

    /** Where there is no face there is nothing to tell. */
    @Nullable
    Faces faces() {
        return present;
    }

    /** Lets calls of others leave that bundle, at most for that long. */
    CompletionStage<Integer> drain(long bundleId, Duration limit) {
        Faces faces = faces();
        return faces == null ? CompletableFuture.completedFuture(0) : faces.drain(bundleId, limit);
    }
}
