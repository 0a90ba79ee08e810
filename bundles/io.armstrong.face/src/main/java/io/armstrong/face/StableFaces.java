package io.armstrong.face;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.upgrade.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;

/** The faces of all children, and which raw services are hidden behind them. */
final class StableFaces implements Faces {
    /** The property of a proxy that names its child. */
    static final String CHILD = "armstrong.child";

    private final BundleContext context;
    private final BundleContext system;
    private final Twins twins;
    private final Executor publisher;
    private final Consumer<ArmstrongEvent> events;
    private final ConcurrentMap<String, ChildFace> byChild = new ConcurrentHashMap<>();
    /** The faces of the children in a bundle; lists are replaced, never changed. */
    private final ConcurrentMap<Long, List<ChildFace>> byBundle = new ConcurrentHashMap<>();

    private final ConcurrentMap<ServiceReference<?>, Hidden> hidden = new ConcurrentHashMap<>();

    /** @param face whose it is; @param seen whether others saw the raw service before it was hidden */
    record Hidden(ChildFace face, Verdict verdict, boolean seen) {}

    StableFaces(
            BundleContext context,
            BundleContext system,
            Twins twins,
            Executor publisher,
            Consumer<ArmstrongEvent> events) {
        this.context = context;
        this.system = system;
        this.twins = twins;
        this.publisher = publisher;
        this.events = events;
    }

    // ---- what the supervisor and the upgrade tell ----

    @Override
    public void stand(ChildSpec child, long bundleId) {
        ChildFace face =
                byChild.computeIfAbsent(child.id(), id -> new ChildFace(child, bundleId, context, publisher, events));
        if (face.own() != bundleId) leave(face);
        byBundle.merge(bundleId, List.of(face), StableFaces::joined);
        face.stand(child, bundleId);
        Bundle bundle = system.getBundle(bundleId);
        ServiceReference<?>[] there = bundle == null ? null : bundle.getRegisteredServices();
        if (there != null) for (ServiceReference<?> reference : there) appeared(reference, true);
    }

    private static List<ChildFace> joined(List<ChildFace> some, List<ChildFace> more) {
        if (some.containsAll(more)) return some;
        List<ChildFace> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    private void leave(ChildFace face) {
        byBundle.computeIfPresent(face.own(), (id, faces) -> {
            List<ChildFace> others =
                    faces.stream().filter(other -> other != face).toList();
            return others.isEmpty() ? null : others;
        });
    }

    @Override
    public void open(String childId, long incarnation, @Nullable CircuitBreaker breaker) {
        with(childId, face -> face.open(incarnation, breaker));
    }

    @Override
    public void park(String childId) {
        with(childId, ChildFace::park);
    }

    @Override
    public void close(String childId, String reason, Duration retryAfter) {
        with(childId, face -> face.close(reason, retryAfter));
    }

    @Override
    public void forget(String childId) {
        ChildFace face = byChild.remove(childId);
        if (face == null) return;
        leave(face);
        face.forget("the child was removed");
        hidden.values().removeIf(raw -> raw.face() == face);
    }

    @Override
    public void serve(String childId, long bundleId) {
        with(childId, face -> face.serve(bundleId));
    }

    @Override
    public void split(String childId, Split split) {
        with(childId, face -> face.split(split, bundleId -> Side.of(bundleId, versionOf(bundleId), 0)));
    }

    @Override
    public void unite(String childId) {
        with(childId, ChildFace::unite);
    }

    @Override
    public List<Sample> sides(String childId) {
        ChildFace face = byChild.get(childId);
        return face == null ? List.of() : face.sides();
    }

    private String versionOf(long bundleId) {
        Bundle bundle = system.getBundle(bundleId);
        return bundle == null ? "" : bundle.getVersion().toString();
    }

    private void with(String childId, Consumer<ChildFace> done) {
        ChildFace face = byChild.get(childId);
        if (face != null) done.accept(face);
    }

    @Override
    public CompletionStage<Integer> drain(long bundleId, Duration limit) {
        List<Tenure> ended = new ArrayList<>();
        for (ChildFace face : facesOf(bundleId)) ended.addAll(face.end(bundleId));
        if (ended.isEmpty()) return CompletableFuture.completedFuture(0);
        CompletableFuture<?>[] empty = ended.stream().map(Tenure::end).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(empty)
                .copy()
                .completeOnTimeout(null, Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS)
                .thenApply(all -> ended.stream().mapToInt(Tenure::fence).sum());
    }

    @Override
    public Optional<Report> report(String childId) {
        return Optional.ofNullable(byChild.get(childId)).map(ChildFace::report);
    }

    /** Nobody answers any more. */
    void close() {
        byChild.values().forEach(face -> face.forget("the runtime's faces were stopped"));
    }

    // ---- raw services ----

    /** A raw service came, or was there before its bundle became a child. Called in the middle of its registration. */
    void appeared(ServiceReference<?> reference, boolean seen) {
        Bundle owner = reference.getBundle();
        if (owner == null || hidden.containsKey(reference)) return;
        ChildFace face = faceOf(reference, owner);
        if (face == null) return;
        Verdict verdict = Verdict.on(context, reference, owner);
        if (!verdict.faced().isEmpty()) hidden.put(reference, new Hidden(face, verdict, seen));
        face.appeared(reference, owner.getBundleId(), verdict);
    }

    void modified(ServiceReference<?> reference) {
        Hidden raw = hidden.get(reference);
        if (raw != null) raw.face().modified(reference);
    }

    void vanished(ServiceReference<?> reference) {
        Hidden raw = hidden.get(reference);
        if (raw != null) raw.face().vanished(reference);
    }

    /** After everybody was told that it is gone. */
    void forgotten(ServiceReference<?> reference) {
        hidden.remove(reference);
    }

    @Nullable
    Hidden hidden(ServiceReference<?> reference) {
        return hidden.get(reference);
    }

    boolean none() {
        return byChild.isEmpty();
    }

    /** Whether that bundle is the child's own or its twin: it sees its own services raw, and no face of them. */
    boolean isOf(String childId, Bundle bundle) {
        for (ChildFace face : facesOf(bundle.getBundleId())) if (face == byChild.get(childId)) return true;
        return false;
    }

    private List<ChildFace> facesOf(long bundleId) {
        List<ChildFace> own = byBundle.get(bundleId);
        if (own != null) return own;
        Long beside = twins.beside(bundleId);
        return beside == null ? List.of() : byBundle.getOrDefault(beside, List.of());
    }

    /** Where a bundle hosts several children a service is that child's whose worker is the same component, else the first one's. */
    private @Nullable ChildFace faceOf(ServiceReference<?> reference, Bundle owner) {
        List<ChildFace> faces = facesOf(owner.getBundleId());
        if (faces.isEmpty()) return null;
        Object component = reference.getProperty(ComponentConstants.COMPONENT_NAME);
        for (ChildFace face : faces) if (face.isWorker(component)) return face;
        return faces.get(0);
    }
}
