package io.armstrong.examples.pqchain.mempool;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.examples.pqchain.mempool.lanes.LaneDesk;
import org.osgi.service.component.annotations.Component;

/** The mempool, version 2.3, whose state is of schema 3. */
@Supervised(id = "mempool", tier = Tier.CRITICAL, order = 10, schema = 3, durable = true)
@Component(service = Worker.class)
public final class Mempool extends LaneDesk {
    public Mempool() {
        super(3);
    }
}
