package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.SupervisorProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One run of a random tree under random crashes, kills, orders, stale news and leaps of time, checked by an oracle at every
 * step. The seed is the whole run: same seed and same code, same hash.
 */
public final class Simulation implements AutoCloseable {
    private static final int STEPS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final SimulatedTime time;
    private final Chronicle chronicle;
    private final Faults faults;
    private final SimTree tree;
    private final Mischief mischief;
    /** Whether the whole tree comes up before anything goes wrong. */
    private final boolean kindBoot;

    private boolean rootOver;

    private Simulation(long seed) {
        Chance chance = new Chance(new Random(seed));
        Random order = new Random(~seed);
        time = new SimulatedTime(chance.percent(30) ? TurnChoice.DEPTH_FIRST : TurnChoice.random(order));
        chronicle = new Chronicle(time);
        faults = new Faults(time, chance);
        kindBoot = chance.percent(75);
        tree = new SimTree(time, chance, faults, chronicle);
        mischief = new Mischief(tree, chance);
    }

    /**
     * What came of a run.
     *
     * @param seed of the run
     * @param hash of everything that happened
     * @param lines how much happened
     * @param violations rules that were broken, first first
     * @param end the last lines of the chronicle
     */
    public record Result(long seed, long hash, long lines, List<String> violations, List<String> end) {
        public Result {
            violations = List.copyOf(violations);
            end = List.copyOf(end);
        }
    }

    /** Runs that seed to its end. */
    public static Result run(long seed) {
        try (Simulation simulation = new Simulation(seed)) {
            simulation.play();
            Chronicle chronicle = simulation.chronicle;
            return new Result(seed, chronicle.hash(), chronicle.lines(), chronicle.violations(), chronicle.lastLines());
        }
    }

    private void play() {
        SimSupervisor root = tree.supervisor();
        if (kindBoot) faults.stop();
        root.start(ChildSpec.of(tree.root()), 1, null, new Owner());
        if (kindBoot) time.runUntilIdle();
        faults.begin();
        for (int step = 0; step < STEPS && !rootOver && chronicle.violations().isEmpty(); step++) mischief.step();
        faults.stop();
        mischief.releaseAll();
        time.advance(PATIENCE);
        for (SimSupervisor.Life life : tree.lives()) life.model.atRest();
        end(root);
        if (chronicle.unnamed() != 0)
            chronicle.violation("I1", chronicle.unnamed() + " abandoned incarnations were not named");
        for (String trouble : time.troubles()) chronicle.violation("trouble", trouble);
    }

    private void end(SimSupervisor root) {
        SupervisorProcess process = root.process();
        if (!rootOver && process != null) root.stop(1, new Shutdown.Infinity(), ExitReason.SHUTDOWN);
        time.advance(PATIENCE);
        if (!rootOver) chronicle.violation("I13", "the root does not end");
        for (SimSupervisor.Life life : tree.lives())
            for (Watched child : life.children.values())
                if (child.open() != 0 && child.alive(child.open())) chronicle.violation("I12", "an orphan is left");
    }

    @Override
    public void close() {
        time.close();
    }

    /** Whoever started the root. */
    private final class Owner implements ChildSink {
        @Override
        public void started() {
            chronicle.line("root is up");
        }

        @Override
        public void ignored() {
            over("ignored");
        }

        @Override
        public void startFailed(ExitReason reason) {
            over(reason.text());
        }

        @Override
        public void stopped(ExitReason reason) {
            over(reason.text());
        }

        @Override
        public void exited(ExitReason reason) {
            over(reason.text());
        }

        @Override
        public void hung(ExitReason reason) {
            chronicle.violation("I9", "the root hangs");
        }

        private void over(String reason) {
            chronicle.line("root is over: " + reason);
            if (rootOver) chronicle.violation("I9", "the root ends twice");
            rootOver = true;
        }
    }
}
