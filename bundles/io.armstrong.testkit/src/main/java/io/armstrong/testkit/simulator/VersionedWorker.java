package io.armstrong.testkit.simulator;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.ExitNow;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * One version of the code of a faulty worker. Its state says which version made it and how many jobs it stands on, so that code
 * and state can be compared at every callback.
 */
record VersionedWorker(SimWorker child, int version, Faults faults) implements Worker<VersionedWorker.State> {
    private static final String VERSION = "version";

    /** @param version of the code that made it @param handled jobs of this incarnation, and those its checkpoint stood on */
    record State(int version, long handled) {}

    /** The same state in the shape of another version, up or down; loses nothing. */
    static Map<String, Object> migrated(Map<String, Object> state, int version) {
        Map<String, Object> other = new TreeMap<>(state);
        other.put(VERSION, (long) version);
        return other;
    }

    static int versionOf(Map<String, Object> state) {
        return ((Number) state.getOrDefault(VERSION, 0)).intValue();
    }

    static long handledOf(Map<String, Object> state) {
        return ((Number) state.getOrDefault("handled", -1L)).longValue();
    }

    @Override
    public State init(WorkerContext ctx) throws InterruptedException {
        Faults.Luck luck = faults.of(child.name() + " init", ctx.incarnation());
        if (luck.strikes(12, "throws")) throw new ExitNow(ExitReason.Crashed.explicit("init"));
        if (child.blocking() && luck.strikes(10, "hangs")) VirtualSleep.hang();
        State state = ctx.lastCheckpoint()
                .map(data -> new State(versionOf(data), handledOf(data)))
                .orElse(new State(version, 0));
        child.watch().began(this, ctx.incarnation(), state);
        return state;
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        if (message instanceof ExitReason reason) return Step.stop(state, reason);
        State next = new State(version, state.handled() + 1);
        child.watch().handled(this, ctx.incarnation(), state, (Job) message);
        Step<State> step = Step.reply(next, next.handled());
        return child.durable() ? step.checkpoint() : step;
    }

    @Override
    public void resumed(WorkerContext ctx, State state) {
        child.watch().met(this, state);
        if (faults.of(child.name() + " resumed in " + version, ctx.incarnation())
                .strikes(6, "throws")) throw new IllegalStateException("cannot go on");
    }

    @Override
    public void terminate(WorkerContext ctx, State state, ExitReason reason) throws InterruptedException {
        child.watch().met(this, state);
        Faults.Luck luck = faults.of(child.name() + " terminate", ctx.incarnation());
        if (luck.strikes(10, "throws")) throw new ExitNow(ExitReason.Crashed.explicit("terminate"));
        if (!child.blocking()) return;
        if (luck.strikes(20, "takes three seconds")) VirtualSleep.sleep(Duration.ofSeconds(3));
        else if (luck.strikes(10, "hangs for good")) VirtualSleep.hangUninterruptibly();
    }
}
