package io.armstrong.testkit.simulator;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.ExitNow;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.WorkerChild;
import java.time.Duration;

/** The product's worker process with a faulty worker inside; where it may block, sometimes for ever. */
final class SimWorker extends WorkerChild implements Crashable {
    SimWorker(String id, SimulatedTime time, Faults faults, boolean blocking) {
        super(new WorkerProcess(id, WorkerSettings.of(time.system()).withBlocking(blocking), null));
        process().install(new WorkerCode(new Faulty(faults, blocking), 1));
    }

    @Override
    public void crash(ExitReason reason) {
        process().cast(reason);
    }

    /** @param life nothing much */
    record State(int life) {}

    private record Faulty(Faults faults, boolean blocking) implements Worker<State> {
        @Override
        public State init(WorkerContext ctx) throws InterruptedException {
            if (faults.happens(12)) throw new ExitNow(ExitReason.Crashed.explicit("init"));
            if (blocking && faults.happens(10)) VirtualSleep.hang();
            return new State(0);
        }

        @Override
        public Step<State> handle(WorkerContext ctx, State state, Object message) {
            return Step.stop(state, (ExitReason) message);
        }

        @Override
        public void terminate(WorkerContext ctx, State state, ExitReason reason) throws InterruptedException {
            if (faults.happens(10)) throw new ExitNow(ExitReason.Crashed.explicit("terminate"));
            if (!blocking) return;
            if (faults.happens(20)) VirtualSleep.sleep(Duration.ofSeconds(3));
            else if (faults.happens(10)) VirtualSleep.hangUninterruptibly();
        }
    }
}
