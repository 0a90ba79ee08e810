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
    /** @param name unlike that of any other child ever */
    SimWorker(String name, SimulatedTime time, Faults faults, boolean blocking) {
        super(new WorkerProcess(name, WorkerSettings.of(time.system()).withBlocking(blocking), null));
        process().install(new WorkerCode(new Faulty(name, faults, blocking), 1));
    }

    @Override
    public void crash(ExitReason reason) {
        process().cast(reason);
    }

    /** @param life nothing much */
    record State(int life) {}

    private record Faulty(String name, Faults faults, boolean blocking) implements Worker<State> {
        @Override
        public State init(WorkerContext ctx) throws InterruptedException {
            Faults.Luck luck = faults.of(name + " init", ctx.incarnation());
            if (luck.strikes(12, "throws")) throw new ExitNow(ExitReason.Crashed.explicit("init"));
            if (blocking && luck.strikes(10, "hangs")) VirtualSleep.hang();
            return new State(0);
        }

        @Override
        public Step<State> handle(WorkerContext ctx, State state, Object message) {
            return Step.stop(state, (ExitReason) message);
        }

        @Override
        public void terminate(WorkerContext ctx, State state, ExitReason reason) throws InterruptedException {
            Faults.Luck luck = faults.of(name + " terminate", ctx.incarnation());
            if (luck.strikes(10, "throws")) throw new ExitNow(ExitReason.Crashed.explicit("terminate"));
            if (!blocking) return;
            if (luck.strikes(20, "takes three seconds")) VirtualSleep.sleep(Duration.ofSeconds(3));
            else if (luck.strikes(10, "hangs for good")) VirtualSleep.hangUninterruptibly();
        }
    }
}
