package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Face;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.spi.Faces;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.breaker.NamedBreaker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** What the stable face of one child is to show: whether calls of others pass, wait or fail (design D16). */
final class Front {
    private final Fronts fronts;
    private final WorkerProcess process;
    private final String id;
    private @Nullable ChildSpec spec;
    private long bundleId;
    private long incarnation;
    private Show show = Show.PARKING;
    private String reason = "";
    private Duration retryAfter = Duration.ZERO;
    private @Nullable CircuitBreaker breaker;

    private enum Show {
        PARKING,
        OPEN,
        CLOSED
    }

    Front(Fronts fronts, WorkerProcess process) {
        this.fronts = fronts;
        this.process = process;
        this.id = process.id();
    }

    /** It is about to run in that bundle; null: it is not installed yet. */
    synchronized void stand(ChildSpec now, @Nullable Bundle bundle) {
        Faces faces = fronts.faces();
        if (spec != null && now.face() == Face.NONE && faces != null) faces.forget(id);
        spec = now.face() == Face.NONE || bundle == null ? null : now;
        if (bundle == null) return;
        bundleId = bundle.getBundleId();
        show = Show.PARKING;
        if (faces != null && spec != null) faces.stand(spec, bundleId);
    }

    /** It is up in that bundle, which may have been installed on the way. */
    void open(ChildSpec now, @Nullable Bundle bundle, long number) {
        open(now, bundle, number, breaks() ? new NamedBreaker(process.breaker(), true) : null);
    }

    private boolean breaks() {
        return !process.breakerState().equals("none");
    }

    private synchronized void open(ChildSpec now, @Nullable Bundle bundle, long number, @Nullable CircuitBreaker by) {
        if (bundle != null && bundle.getBundleId() != bundleId) stand(now, bundle);
        breaker = by;
        open(number);
    }

    /** The services of that bundle, its own or a twin's, are behind the face from now on. */
    synchronized void serve(long otherId) {
        Faces faces = fronts.faces();
        if (faces != null && spec != null) faces.serve(id, otherId);
    }

    /** Calls pass again. */
    synchronized void open(long number) {
        incarnation = number;
        show = Show.OPEN;
        tellShow();
    }

    /** It comes back, or somebody decides now whether it does. */
    synchronized void park() {
        show = Show.PARKING;
        tellShow();
    }

    /** It stays down, nobody knows how long. */
    void close(ExitReason why) {
        close(why, Duration.ZERO);
    }

    /** It stays down at least as long as its breaker turns calls away. */
    void rest(ExitReason why) {
        close(why, breaks() ? Duration.ofNanos(process.breaker().retryNanos()) : Duration.ZERO);
    }

    /** @param retry until a call may pass; zero when nobody knows */
    private synchronized void close(ExitReason why, Duration retry) {
        show = Show.CLOSED;
        retryAfter = retry;
        reason = "it stays down: " + why.text();
        tellShow();
    }

    synchronized void forget() {
        spec = null;
        fronts.remove(this);
        Faces faces = fronts.faces();
        if (faces != null) faces.forget(id);
    }

    private void tellShow() {
        Faces faces = fronts.faces();
        if (faces != null && spec != null) show(faces);
    }

    /** To a face that came late. */
    synchronized void tell(Faces faces) {
        if (spec == null) return;
        faces.stand(spec, bundleId);
        show(faces);
    }

    private void show(Faces faces) {
        switch (show) {
            case PARKING -> faces.park(id);
            case OPEN -> faces.open(id, incarnation, breaker);
            case CLOSED -> faces.close(id, reason, retryAfter);
        }
    }
}
