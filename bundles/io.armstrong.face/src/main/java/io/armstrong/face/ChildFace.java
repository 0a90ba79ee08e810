package io.armstrong.face;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.upgrade.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;

/** The face of one child: its door and its masks. Guarded by itself; nothing in here calls out while it is locked. */
final class ChildFace {
    private final String id;
    private final BundleContext context;
    private final Executor publisher;
    private final Consumer<ArmstrongEvent> events;
    private final Door door;
    /** By what a raw service is recognized by after a restart; in order of first appearance. */
    private final Map<String, Mask> masks = new LinkedHashMap<>();

    private final Map<String, String> raw = new LinkedHashMap<>();
    /** Who may still have calls inside. */
    private final List<Tenure> leaving = new ArrayList<>();

    private ChildSpec spec;
    private long own;
    private long serving;
    private boolean wasOpen;
    private @Nullable Tenure present;

    ChildFace(ChildSpec spec, long own, BundleContext context, Executor publisher, Consumer<ArmstrongEvent> events) {
        this.id = spec.id();
        this.spec = spec;
        this.own = own;
        this.serving = own;
        this.context = context;
        this.publisher = publisher;
        this.events = events;
        this.door = new Door(id);
    }

    synchronized long own() {
        return own;
    }

    /** Whether that component of its bundle is this child's worker. */
    synchronized boolean isWorker(@Nullable Object component) {
        return spec.source() instanceof ChildSource.InBundle in && in.worker().equals(component);
    }

    // ---- what the supervisor tells ----

    /** It is about to run there. */
    synchronized void stand(ChildSpec now, long bundleId) {
        spec = now;
        door.limits(now.parking());
        own = bundleId;
        serving = bundleId;
        raw.clear();
        end();
        masks.values().forEach(mask -> mask.serve(bundleId));
        door.park();
    }

    synchronized void open(long incarnation, @Nullable CircuitBreaker breaker) {
        wasOpen = true;
        if (present == null || present.bundleId() != serving || present.incarnation() != incarnation) {
            end();
            present = new Tenure(serving, incarnation, breaker);
        }
        door.open(present);
        masks.values().forEach(this::publish);
    }

    /** Shut, with those inside going on. */
    synchronized void park() {
        door.park();
    }

    synchronized void close(String reason, Duration retryAfter) {
        door.close(reason, retryAfter);
    }

    synchronized void serve(long bundleId) {
        if (serving == bundleId) return;
        serving = bundleId;
        masks.values().forEach(mask -> mask.serve(bundleId));
        Tenure before = present;
        boolean open = door.open() != null;
        end();
        if (open && before != null) open(before.incarnation(), before.breaker());
        door.knock();
    }

    /** Nobody enters that bundle any more. @return its tenures that are not empty yet */
    synchronized List<Tenure> end(long bundleId) {
        if (present != null && present.bundleId() == bundleId) {
            if (door.open() != null) door.park();
            end();
        }
        Fork fork = door.fork();
        if (fork != null && bundleId != own) {
            for (Side side : fork.sides())
                if (side.bundleId() == bundleId && !leaving.contains(side.tenure())) end(side.tenure());
        }
        List<Tenure> ended = new ArrayList<>();
        for (Tenure tenure : leaving) if (tenure.bundleId() == bundleId) ended.add(tenure);
        return ended;
    }

    // ---- a split ----

    /** @param side the side of a bundle that nothing was counted of yet */
    synchronized void split(Faces.Split split, LongFunction<Side> side) {
        Fork before = door.fork();
        Fork next = Fork.of(split, own, before, side);
        door.fork(next);
        if (before == null) return;
        for (Side gone : before.sides()) if (!next.sides().contains(gone)) end(gone.tenure());
    }

    synchronized void unite() {
        Fork before = door.fork();
        door.fork(null);
        if (before != null) before.sides().forEach(side -> end(side.tenure()));
    }

    List<Sample> sides() {
        Fork fork = door.fork();
        return fork == null ? List.of() : fork.samples();
    }

    private void end() {
        Tenure ending = present;
        present = null;
        if (ending != null) end(ending);
    }

    /** Where no call is inside, no thread is woken for it. */
    private void end(Tenure ending) {
        CompletableFuture<Void> empty = ending.end();
        if (empty.isDone()) return;
        leaving.add(ending);
        empty.thenRunAsync(() -> left(ending), publisher);
    }

    private synchronized void left(Tenure tenure) {
        leaving.remove(tenure);
    }

    void forget(String reason) {
        List<Mask> all;
        synchronized (this) {
            unite();
            end();
            door.close(reason, Duration.ZERO);
            all = List.copyOf(masks.values());
            masks.clear();
        }
        all.forEach(mask -> publisher.execute(mask::withdraw));
    }

    // ---- raw services ----

    /** A raw service came. */
    synchronized void appeared(ServiceReference<?> reference, long bundleId, Verdict verdict) {
        raw.putAll(verdict.raw());
        for (Class<?> type : verdict.faced()) {
            Mask mask = maskFor(type, reference, bundleId);
            mask.add(new Target(context, reference, bundleId));
            if (bundleId != serving) continue;
            mask.serve(bundleId);
            publish(mask);
        }
        door.knock();
    }

    /** The mask of the raw service of an earlier incarnation or of the other bundle that this one takes the place of. */
    private Mask maskFor(Class<?> type, ServiceReference<?> reference, long bundleId) {
        String kind = type.getName()
                + '|'
                + reference.getProperty(ComponentConstants.COMPONENT_NAME)
                + '|'
                + reference.getProperty(Constants.SERVICE_PID);
        for (int number = 0; ; number++) {
            Mask mask = masks.computeIfAbsent(kind + '#' + number, key -> new Mask(id, door, type, events));
            if (!mask.has(bundleId)) return mask;
        }
    }

    synchronized void modified(ServiceReference<?> reference) {
        masks.values().forEach(this::publish);
    }

    synchronized void vanished(ServiceReference<?> reference) {
        for (Mask mask : masks.values()) mask.remove(reference);
    }

    /** Others learn of it on a thread of ours: what they do then may call the child, which must be open by then. */
    private void publish(Mask mask) {
        if (wasOpen && mask.stands()) publisher.execute(() -> mask.publish(context));
    }

    // ---- looking ----

    synchronized Faces.Report report() {
        int inside = present == null ? 0 : present.count();
        for (Tenure tenure : leaving) inside += tenure.count();
        Fork fork = door.fork();
        if (fork != null) for (Side side : fork.sides()) inside += side.tenure().count();
        List<Faces.Service> services = new ArrayList<>();
        masks.values().forEach(mask -> services.add(new Faces.Service(mask.name(), true, mask.note())));
        raw.forEach((name, why) -> services.add(new Faces.Service(name, false, why)));
        return new Faces.Report(door.state(), inside, door.parked(), services);
    }
}
