package io.armstrong.gallery.itest.bad;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A worker whose component can be activated only when the system property {@code bad.activate.NAME} is not set. */
public final class Moody implements Worker<Long> {
    /** The activate method of its component. */
    public void activate(Map<String, Object> properties) throws InterruptedException {
        String mood = System.getProperty("bad.activate." + properties.get("child"));
        if ("true".equals(mood)) throw new IllegalStateException("told to throw in activate");
        if ("sleep".equals(mood)) new CountDownLatch(1).await();
    }

    @Override
    public Long init(WorkerContext ctx) {
        return 0L;
    }

    @Override
    public Step<Long> handle(WorkerContext ctx, Long state, Object message) {
        return Step.reply(state + 1, state + 1);
    }
}
