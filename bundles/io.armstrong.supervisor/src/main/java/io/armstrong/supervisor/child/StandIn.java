package io.armstrong.supervisor.child;

import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import org.osgi.framework.ServiceReference;

/**
 * A worker that stands by to take a child over.
 *
 * @param nature what the child is by that worker's bundle
 * @param seated whether it is the one that runs: then there is nothing to give back
 */
record StandIn(ServiceReference<Worker<?>> reference, Worker<?> worker, Nature nature, boolean seated) {
    WorkerCode code() {
        return new WorkerCode(worker, nature.traits().schema());
    }
}
