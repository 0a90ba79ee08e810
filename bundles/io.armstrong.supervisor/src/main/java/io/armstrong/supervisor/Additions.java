package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Store;
import io.armstrong.core.OrderResult;
import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.config.Configured;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.tree.SpecAttributes;
import io.armstrong.supervisor.tree.Tiers;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Children that come and go for good: what is added is stored and returns at boot, what is removed does not (design D15). */
final class Additions {
    /** How often a removal has its way against somebody who starts the child. */
    private static final int OVERRULED = 3;

    private final Runtime runtime;
    private final Store store;

    Additions(Runtime runtime, Store store) {
        this.runtime = runtime;
        this.store = store;
    }

    /** Starts it; stored once it is up. */
    CompletionStage<ChildReport> add(ChildSpec spec) {
        String id = spec.id();
        if (runtime.reports().find(id).isPresent())
            return refused(Code.REFUSED, "cannot add " + id + ": there is a child of that name", "sup:status " + id);
        if (!(spec.source() instanceof ChildSource.InBundle in))
            return refused(Code.USAGE, "cannot add " + id + ": it names no bundle", "--bundle SYMBOLIC-NAME");
        Bundle bundle = runtime.bundles().find(in.symbolicName()).orElse(null);
        if (bundle == null && store.bundle(in.symbolicName()).isEmpty())
            return refused(
                    Code.NOT_FOUND,
                    "cannot add " + id + ": no bundle " + in.symbolicName() + " is installed or stored",
                    "install it first");
        String unfit = bundle == null ? null : Bundles.unfit(bundle);
        if (unfit != null)
            return refused(
                    Code.REFUSED,
                    "cannot add " + id + ": its bundle " + in.symbolicName() + " " + unfit,
                    "sup:help add");
        SupervisorProcess parent = runtime.orders().supervisor("add a child to", Tiers.supervisorOf(spec));
        Map<String, String> attributes = SpecAttributes.of(spec);
        runtime.catalog().configure(new Configured(Configured.Kind.CHILD, id, "sup:add", Map.copyOf(attributes)));
        runtime.wanted().letStart(id);
        return runtime.orders()
                .order(
                        "add",
                        id,
                        parent,
                        token -> new SupervisorEvent.StartNew(
                                token, runtime.catalog().spec(id)))
                .whenComplete((done, failure) -> {
                    if (failure != null) runtime.catalog().unconfigure(id);
                })
                .thenApply(done -> stored(id, in.symbolicName(), attributes, bundle));
    }

    private ChildReport stored(
            String id, String symbolicName, Map<String, String> attributes, @Nullable Bundle bundle) {
        try {
            if (bundle != null) runtime.revisions().reconcile(bundle);
            store.save(new Store.ChildRecord(id, symbolicName, attributes, Wanted.RUNNING));
        } catch (IOException e) {
            throw new SupervisionException(
                    Code.FAILED,
                    id + " was added but could not be stored: " + e.getMessage(),
                    "free disk space, then sup:add again");
        }
        return runtime.orders().report("add", id);
    }

    /** Stops it, forgets its spec and what was stored of it. */
    CompletionStage<Void> remove(String id) {
        Reports.Place place = runtime.orders().place("remove", id);
        boolean dynamic = runtime.children().instance(id).isPresent();
        CompletableFuture<OrderResult> stopped = stopped(place, id);
        if (dynamic) return stopped.thenAccept(done -> {});
        return stopped.thenCompose(done -> deleted(place, id, OVERRULED)).thenAccept(done -> forget(id));
    }

    private CompletableFuture<OrderResult> stopped(Reports.Place place, String id) {
        return runtime.orders()
                .order("remove", id, place.supervisor(), token -> new SupervisorEvent.Terminate(token, id, false));
    }

    /** A temporary child went with its stop; one that somebody started since is stopped again, so many times. */
    private CompletionStage<OrderResult> deleted(Reports.Place place, String id, int times) {
        if (place.supervisor().child(id) == null) return CompletableFuture.completedFuture(OrderResult.DONE);
        CompletableFuture<OrderResult> answer =
                place.supervisor().order(token -> new SupervisorEvent.Delete(token, id));
        return answer.handle((result, full) -> times > 0 && startedSince(result)
                        ? stopped(place, id).thenCompose(done -> deleted(place, id, times - 1))
                        : runtime.orders().worded("remove", id, answer))
                .thenCompose(Function.identity());
    }

    private static boolean startedSince(@Nullable OrderResult deleted) {
        return deleted instanceof OrderResult.Refused refused
                && (refused.error() == Error.RUNNING || refused.error() == Error.RESTARTING);
    }

    private void forget(String id) {
        boolean declared = runtime.catalog().declaration(id).isPresent();
        runtime.catalog().forget(id);
        runtime.children().drop(id);
        try {
            if (declared) runtime.wanted().set(id, Wanted.REMOVED);
            else store.forget(id);
        } catch (IOException e) {
            throw new SupervisionException(
                    Code.FAILED, id + " was removed but may return at boot: " + e.getMessage(), "free disk space");
        }
    }

    /** Forgets which children of an uninstalled bundle were removed. */
    void bundleGone(String symbolicName) {
        for (Store.ChildRecord child : store.children()) {
            if (!child.symbolicName().equals(symbolicName) || !child.wanted().equals(Wanted.REMOVED)) continue;
            try {
                store.forget(child.id());
            } catch (IOException e) {
                runtime.alarm(
                        child.id(),
                        "not-stored",
                        "its removal stays on record: " + e.getMessage(),
                        "sup:add " + child.id());
            }
        }
    }

    /** A child that a bundle or a configuration declares, new in a running tree. */
    void declared(String id) {
        ChildSpec spec;
        try {
            spec = runtime.catalog().spec(id);
        } catch (BadSpec bad) {
            runtime.refused(id, bad);
            return;
        }
        start(spec);
    }

    /** A supervisor or child that stands in no supervisor yet; nothing when its supervisor is not there: it takes it along when it starts. */
    void start(ChildSpec spec) {
        String parent = Tiers.supervisorOf(spec);
        if (runtime.reports().find(spec.id()).isPresent()) return;
        SupervisorProcess supervisor = runtime.children().supervisor(parent).orElse(null);
        if (supervisor == null) {
            runtime.refused(
                    spec.id(),
                    new BadSpec("supervisor", parent, "there is no such supervisor yet", "invalid_supervisor", false));
            return;
        }
        supervisor.order(token -> new SupervisorEvent.Declare(token, spec));
    }

    private static <T> CompletionStage<T> refused(Code code, String message, String remedy) {
        return CompletableFuture.failedFuture(new SupervisionException(code, message, remedy));
    }
}
