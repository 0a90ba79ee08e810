package io.armstrong.examples.pqchain.mempool;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.examples.pqchain.mempool.desk.Desk;
import io.armstrong.examples.pqchain.mempool.desk.Pool;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** The mempool, version 1. */
@Supervised(id = "mempool", tier = Tier.CRITICAL, order = 10, schema = 1, durable = true)
@Component(service = Worker.class)
public final class Mempool extends Desk<PricePool> {
    public Mempool() {
        super(1);
    }

    @Override
    protected PricePool empty() {
        return PricePool.empty(Pool.DEFAULT_CAPACITY);
    }

    @Override
    public PricePool restore(Map<String, Object> data) {
        return PricePool.of(data);
    }
}
