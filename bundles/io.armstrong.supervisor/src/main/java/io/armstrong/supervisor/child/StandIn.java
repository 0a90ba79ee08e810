package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.ServiceReference;

/**
 * A worker that stands by to take a child over, with all that has to be found out about it: then nobody is held yet.
 *
 * @param nature what the child is by that worker's bundle
 * @param settings how the child runs with it
 * @param seated whether it is the one that runs: then there is nothing to give back
 */
record StandIn(
        ServiceReference<Worker<?>> reference,
        Worker<?> worker,
        Nature nature,
        WorkerCode code,
        WorkerSettings settings,
        boolean seated) {
    StandIn(
            ServiceReference<Worker<?>> reference,
            Worker<?> worker,
            Nature nature,
            WorkerSettings settings,
            boolean seated) {
        this(reference, worker, nature, new WorkerCode(worker, nature.traits().schema()), settings, seated);
    }

    /** One that is waited for. @param ready done when it stands by */
    record Awaited(Nature nature, WorkerSettings settings, CompletableFuture<StandIn> ready) implements Arrival.Answer {
        @Override
        public void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker) {
            ready.complete(new StandIn(reference, worker, nature, settings, false));
        }

        @Override
        public void failed(ExitReason reason) {
            ready.completeExceptionally(new IllegalStateException(reason.text()));
        }
    }
}
