package io.armstrong.conformance;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.ExitNow;
import io.armstrong.testkit.simulator.VirtualSleep;
import java.time.Duration;
import java.util.function.IntConsumer;

/** A worker that starts, ends and terminates as the scenario says. */
final class ScriptedWorker implements Worker<ScriptedWorker.Instance> {
    /** The reason that stands for OTP's {@code ignore}, which no worker of ours can say. */
    static final ExitReason IGNORE = ExitReason.Crashed.explicit("ignore, says the scenario");

    private final World world;
    private final String name;
    private final Behaviour behaviour;
    private final IntConsumer up;

    /** Its state: which instance of its name it is. */
    record Instance(int number) {}

    /** An order of the scenario. @param raises whether it throws instead of stopping itself */
    record End(ExitReason reason, boolean raises) {}

    /** @param up told the number of each instance that starts */
    ScriptedWorker(World world, String name, Behaviour behaviour, IntConsumer up) {
        this.world = world;
        this.name = name;
        this.behaviour = behaviour;
        this.up = up;
    }

    @Override
    public Instance init(WorkerContext ctx) {
        String outcome = world.scripts.next(name);
        if (outcome.equals(Scripts.OK)) return begin();
        if (outcome.equals(Scripts.IGNORE)) {
            world.trace.startIgnored(name);
            throw new ExitNow(IGNORE);
        }
        world.trace.startFailed(name, Scripts.reason(outcome));
        throw new ExitNow(ExitReason.parse(Scripts.reason(outcome)));
    }

    private Instance begin() {
        int number = world.trace.started(name);
        up.accept(number);
        return new Instance(number);
    }

    @Override
    public Step<Instance> handle(WorkerContext ctx, Instance state, Object message) {
        if (!(message instanceof End end)) throw new IllegalArgumentException("what is " + message + "?");
        if (end.raises()) throw new ExitNow(end.reason());
        return Step.stop(state, end.reason());
    }

    @Override
    public void terminate(WorkerContext ctx, Instance state, ExitReason reason) throws Exception {
        if (!behaviour.trapsExits()) return;
        world.trace.terminating(name, state.number(), reason.text());
        String then = behaviour.onTerminate();
        if (then.equals("hang")) VirtualSleep.hang();
        else if (then.startsWith("delay_ms:")) VirtualSleep.sleep(Duration.ofMillis(Long.parseLong(after(then))));
        else if (then.startsWith("exit:")) throw new ExitNow(ExitReason.parse(after(then)));
    }

    private static String after(String word) {
        return word.substring(word.indexOf(':') + 1);
    }
}
