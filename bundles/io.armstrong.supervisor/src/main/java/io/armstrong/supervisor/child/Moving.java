package io.armstrong.supervisor.child;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Instances;
import io.armstrong.process.WorkerCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Moves instances of dynamic supervisors between the code of two bundles, one at a time, each between two of its messages. */
public final class Moving implements Instances {
    private final World world;
    private final Children children;

    public Moving(World world, Children children) {
        this.world = world;
        this.children = children;
    }

    @Override
    public Optional<Dynamic> of(String childId) {
        Optional<String> supervisor = children.template(childId).isPresent()
                ? Optional.of(childId)
                : children.instance(childId).flatMap(children::supervisorOf);
        return supervisor.flatMap(id -> children.template(id).flatMap(template -> dynamic(id, template)));
    }

    private static Optional<Dynamic> dynamic(String id, Template template) {
        return template.host()
                .bundle()
                .map(bundle -> new Dynamic(
                        id,
                        bundle.getBundleId(),
                        template.host().symbolicName(),
                        bundle.getVersion().toString(),
                        template.schema()));
    }

    @Override
    public List<Instance> list(String supervisor) {
        List<Instance> all = new ArrayList<>();
        children.eachInstance(supervisor, each -> all.add(new Instance(each.id(), each.servedBy(), each.up())));
        all.sort(Comparator.comparing((Instance each) -> each.id().length()).thenComparing(Instance::id));
        return List.copyOf(all);
    }

    private Template template(String supervisor) {
        return children.template(supervisor)
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND, "there is no dynamic supervisor " + supervisor, "sup:tree"));
    }

    @Override
    public CompletionStage<Void> standBy(String supervisor, long bundleId, Duration deadline) {
        Bundle bundle = world.bundles().find(bundleId).orElse(null);
        if (bundle == null) return CompletableFuture.failedStage(gone(supervisor, bundleId));
        return template(supervisor).standBy(bundle, deadline);
    }

    @Override
    public void watch(String supervisor, Calls calls) {
        counted(supervisor, calls);
    }

    @Override
    public void unwatch(String supervisor) {
        counted(supervisor, null);
    }

    private void counted(String supervisor, @Nullable Calls calls) {
        children.template(supervisor).ifPresent(template -> {
            template.calls(calls);
            children.eachInstance(supervisor, InstanceChild::tally);
        });
    }

    private static SupervisionException gone(String whose, long bundleId) {
        return new SupervisionException(
                Code.REFUSED, "bundle " + bundleId + ", which should serve " + whose + ", is gone", "try again");
    }

    @Override
    public void share(String supervisor, long bundleId, int percent) {
        template(supervisor).crew().newcomers().share(bundleId, percent);
    }

    @Override
    public void restart(String instance, String reason) {
        children.instance(instance).ifPresent(child -> {
            child.settle(ownBundle(child));
            child.crash(new ExitReason.Crashed(CrashCause.START, reason, List.of()));
        });
    }

    private static long ownBundle(InstanceChild child) {
        Bundle own = child.bundle();
        return own == null ? -1 : own.getBundleId();
    }

    @Override
    public void dismiss(String supervisor, long bundleId) {
        children.template(supervisor).ifPresent(template -> template.dismiss(bundleId));
    }

    @Override
    public CompletionStage<Long> move(String instance, long bundleId, Carry carry, Duration deadline) {
        InstanceChild child = children.instance(instance).orElse(null);
        if (child == null)
            return CompletableFuture.failedStage(
                    new SupervisionException(Code.NOT_FOUND, "instance " + instance + " is gone", "sup:tree"));
        Template template = child.template();
        Cast cast = template.cast(bundleId);
        WorkerCode next = template.isOwn(bundleId) || cast != null ? template.codeOf(bundleId) : null;
        if (next == null) return CompletableFuture.failedStage(gone(instance, bundleId));
        if (!child.up()) {
            child.settle(bundleId);
            return CompletableFuture.completedStage(0L);
        }
        WorkerCode before = template.codeOf(child.servedBy());
        return new Move(child, before == null ? next : before, next, cast, deadline).by(carry, bundleId);
    }

    /** One instance on its way. @param cast the other bundle's worker; null on the way home */
    private final class Move {
        private final InstanceChild child;
        private final WorkerCode before;
        private final WorkerCode next;
        private final @Nullable Cast cast;
        private final Duration deadline;

        private Move(InstanceChild child, WorkerCode before, WorkerCode next, @Nullable Cast cast, Duration deadline) {
            this.child = child;
            this.before = before;
            this.next = next;
            this.cast = cast;
            this.deadline = deadline;
        }

        /** A failure before the code is out changes nothing; after it the old code takes its old state again. */
        private CompletionStage<Long> by(Carry carry, long bundleId) {
            return child.holdFast(deadline).thenCompose(taken -> {
                long held = world.system().clock().nanos();
                return carry.carry(new Snapshot(taken.schema(), taken.data()))
                        .thenCompose(this::fitted)
                        .toCompletableFuture()
                        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                        .thenCompose(data -> in(data, taken.data()))
                        .handle((in, failure) -> failure)
                        .thenCompose(failure -> {
                            if (failure == null) child.settle(bundleId);
                            return child.release()
                                    .handle((out, late) -> failure == null ? late : failure)
                                    .thenAccept(this::check);
                        })
                        .thenApply(done -> (world.system().clock().nanos() - held) / 1_000);
            });
        }

        private void check(@Nullable Throwable failure) {
            if (failure == null) return;
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof SupervisionException known) throw known;
            throw new SupervisionException(
                    Code.FAILED, child.id() + " could not be moved: " + cause.getMessage(), "sup:why " + child.id());
        }

        private CompletionStage<Map<String, Object>> fitted(Snapshot state) {
            if (state.schema() == next.schema()) return CompletableFuture.completedStage(state.data());
            Cast to = cast;
            if (to == null)
                return CompletableFuture.failedStage(new IllegalStateException(
                        "no migration from schema " + state.schema() + " to " + next.schema()));
            return CompletableFuture.supplyAsync(
                    () -> to.by().nature().fit(child.id(), to.by().worker(), state),
                    world.activation().threads());
        }

        private CompletionStage<Long> in(Map<String, Object> data, Map<String, Object> old) {
            return child.detach()
                    .thenCompose(out -> child.attach(next, data, deadline))
                    .exceptionallyCompose(failure -> child.attach(before, old, deadline)
                            .exceptionally(worse -> {
                                child.crash(new ExitReason.Crashed(
                                        CrashCause.START, "neither version takes its state: " + worse, List.of()));
                                return 0L;
                            })
                            .thenCompose(back -> CompletableFuture.failedStage(failure)));
        }
    }
}
