package io.armstrong.supervisor;

import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.spi.ChildBreakers;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.breaker.NamedBreaker;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import java.util.List;
import java.util.Optional;

/** The breakers in front of the children's mailboxes. */
final class Breakers implements ChildBreakers {
    private final Children children;

    Breakers(Children children) {
        this.children = children;
    }

    @Override
    public Optional<CircuitBreaker> of(String childId) {
        Optional<WorkerProcess> process = children.inBundle(childId)
                .map(BundleChild::process)
                .or(() -> children.instance(childId).map(instance -> instance.process()));
        return process.map(Breakers::named);
    }

    @Override
    public List<BreakerReport> reports() {
        return children.inBundles().stream()
                .map(BundleChild::process)
                .filter(process -> !process.breakerState().equals("none"))
                .map(WorkerProcess::breakerReport)
                .toList();
    }

    private static CircuitBreaker named(WorkerProcess process) {
        return new NamedBreaker(process.breaker(), true);
    }
}
