package io.armstrong.bench;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.Strategy;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.ChildName;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Dynamic children of one supervisor, started one after another by one caller. */
final class Crowd {
    /** Orders that the caller has under way at most. */
    private static final int WINDOW = 1000;

    /** How their ids begin, as the runtime makes them: the supervisor's, and a number. */
    static final String IDS = "workers-";

    private final SupervisorProcess supervisor;
    private int size;

    Crowd(House house, Function<ChildName, WorkerCode> codes) throws Exception {
        WorkerSettings settings = WorkerSettings.of(house.system());
        supervisor = house.start(
                House.spec("workers", Strategy.SIMPLE_ONE_FOR_ONE, List.of(ChildSpec.of("worker")))
                        .withMaxChildren(10_000_000),
                (name, spec) -> house.hand(name, settings, codes.apply(name)));
    }

    /** So many more. Returns when each was started. */
    void grow(int more) throws InterruptedException {
        Semaphore window = new Semaphore(WINDOW);
        for (int end = size + more; size < end; size++) {
            String id = IDS + size;
            window.acquire();
            supervisor
                    .order(token -> new SupervisorEvent.StartDynamic(token, id, null))
                    .thenAccept(result -> {
                        if (result instanceof OrderResult.Started) window.release();
                    });
        }
        if (!window.tryAcquire(WINDOW, 1, TimeUnit.MINUTES)) throw new IllegalStateException("not all were started");
    }

    SupervisorProcess supervisor() {
        return supervisor;
    }
}
