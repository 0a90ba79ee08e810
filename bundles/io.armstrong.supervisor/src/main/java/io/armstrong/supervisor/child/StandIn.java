package io.armstrong.supervisor.child;

import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
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
}
