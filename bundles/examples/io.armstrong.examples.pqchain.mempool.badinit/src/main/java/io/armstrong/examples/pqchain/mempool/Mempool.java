package io.armstrong.examples.pqchain.mempool;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.mempool.lanes.LaneDesk;
import io.armstrong.examples.pqchain.mempool.lanes.LanePool;
import org.osgi.service.component.annotations.Component;

/** A mempool that resolves and activates, but neither begins nor takes over. */
@Supervised(id = "mempool", tier = Tier.CRITICAL, order = 10, schema = 2, durable = true)
@Component(service = Worker.class)
public final class Mempool extends LaneDesk {
    public Mempool() {
        super(2);
    }

    @Override
    public LanePool init(WorkerContext ctx) {
        throw new IllegalStateException("version 2.2 was built without its ledger file");
    }

    @Override
    public void resumed(WorkerContext ctx, LanePool pool) {
        throw new IllegalStateException("version 2.2 was built without its ledger file");
    }
}
