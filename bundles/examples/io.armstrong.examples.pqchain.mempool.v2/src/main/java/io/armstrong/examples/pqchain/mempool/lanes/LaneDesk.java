package io.armstrong.examples.pqchain.mempool.lanes;

import io.armstrong.examples.pqchain.mempool.desk.Desk;
import io.armstrong.examples.pqchain.mempool.desk.Pool;
import java.util.Map;

/** The mempool over lanes. */
public abstract class LaneDesk extends Desk<LanePool> {
    protected LaneDesk(int schema) {
        super(schema);
    }

    @Override
    protected LanePool empty() {
        return LanePool.empty(Pool.DEFAULT_CAPACITY);
    }

    @Override
    public LanePool restore(Map<String, Object> data) {
        return LanePool.of(data);
    }
}
