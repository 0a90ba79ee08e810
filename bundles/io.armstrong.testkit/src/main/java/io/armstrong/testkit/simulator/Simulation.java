package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.SupervisorProcess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of a random tree under random crashes, kills, orders, holds, stale news and leaps of time, checked by an oracle at
 * every step. The seed and what is left out of it are the whole run: same seed and same code, same hash.
 */
public final class Simulation implements AutoCloseable {
    /** The event that all upgrades, and the calls beside them, are a part of. */
    static final String UPGRADES = "upgrades";

    private static final int STEPS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(200);

    private final long seed;
    private final SimulatedTime time;
    private final Chronicle chronicle;
    private final Plot plot;
    private final Faults faults;
    private final SimTree tree;
    private final Mischief mischief;
    private final @Nullable Upgrades upgrades;
    /** Whether the whole tree comes up before anything goes wrong. */
    private final boolean kindBoot;

    private boolean rootOver;

    private Simulation(long seed, Set<String> leftOut, boolean told) {
        this.seed = seed;
        Chance chance = new Chance(seed);
        Chance order = chance.of("order", 0);
        time = new SimulatedTime(chance.percent(30) ? TurnChoice.DEPTH_FIRST : order::below);
        chronicle = new Chronicle(time, told);
        plot = new Plot(leftOut);
        faults = new Faults(time, chance.of("faults", 0), plot);
        kindBoot = chance.percent(75);
        boolean upgraded = chance.of("upgrades", 0).percent(50) && plot.has(UPGRADES);
        SimDisk disk = new SimDisk(time, chance.of("disk", 0));
        tree = new SimTree(time, chance.of("tree", 0), faults, chronicle, upgraded ? disk : null);
        mischief = new Mischief(tree, chance.of("mischief", 0), plot);
        upgrades = upgraded ? new Upgrades(tree, disk, chance.of("upgrades", 1), plot) : null;
    }

    /**
     * What came of a run.
     *
     * @param seed of the run
     * @param hash of everything that happened
     * @param lines how much happened
     * @param decisions of supervisors, after the end of a child
     * @param violations rules that were broken, first first
     * @param events what went wrong by chance, by name, first first
     * @param story everything that happened, if it was to be told
     */
    public record Result(
            long seed,
            long hash,
            long lines,
            long decisions,
            List<String> violations,
            List<String> events,
            List<String> story) {
        public Result {
            violations = List.copyOf(violations);
            events = List.copyOf(events);
            story = List.copyOf(story);
        }

        public boolean broken() {
            return !violations.isEmpty();
        }
    }

    /** Runs that seed to its end. */
    public static Result run(long seed) {
        return run(seed, Set.of(), false);
    }

    /**
     * Runs that seed to its end.
     *
     * @param leftOut events that do not take place, by name
     * @param told whether the story is wanted too
     */
    public static Result run(long seed, Set<String> leftOut, boolean told) {
        try (Simulation simulation = new Simulation(seed, leftOut, told)) {
            simulation.play();
            return simulation.result();
        }
    }

    private Result result() {
        return new Result(
                seed,
                chronicle.hash(),
                chronicle.lines(),
                chronicle.decisions(),
                chronicle.violations(),
                plot.events(),
                chronicle.story());
    }

    private void play() {
        SimSupervisor root = tree.supervisor();
        if (kindBoot) faults.stop();
        root.start(ChildSpec.of(tree.root()), 1, null, new Owner());
        if (kindBoot) time.runUntilIdle();
        faults.begin();
        for (int step = 0; step < STEPS && !rootOver && !chronicle.broken(); step++) {
            if (upgrades != null) upgrades.step(step);
            mischief.step(step);
            if (time.idle()) compare();
        }
        faults.stop();
        mischief.releaseAll();
        time.advance(PATIENCE);
        if (upgrades != null) upgrades.atRest();
        for (SimSupervisor.Life life : tree.lives()) life.model.atRest();
        compare();
        end(root);
        if (chronicle.unnamed() != 0)
            chronicle.violation("I1", chronicle.unnamed() + " abandoned incarnations were not named");
        for (String trouble : time.troubles()) chronicle.violation("trouble", trouble);
    }

    private void compare() {
        for (SimSupervisor.Life life : tree.lives())
            if (life.process != null && life.process.alive()) life.model.compare(life.process);
    }

    private void end(SimSupervisor root) {
        SupervisorProcess process = root.process();
        if (!rootOver && process != null) root.stop(1, new Shutdown.Infinity(), ExitReason.SHUTDOWN);
        time.advance(PATIENCE);
        if (upgrades != null) upgrades.answered();
        if (!rootOver) chronicle.violation("I13", "the root does not end");
        for (SimSupervisor.Life life : tree.lives())
            for (Watched child : life.children.values())
                if (child.open() != 0 && child.alive(child.open())) chronicle.violation("I12", "an orphan is left");
        if (time.armed() != 0) chronicle.violation("I30", time.armed() + " timers are left");
    }

    @Override
    public void close() {
        time.close();
    }

    /** Whoever started the root. */
    private final class Owner implements ChildSink {
        @Override
        public void started() {
            chronicle.line("root", "is up", "", 0);
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
            chronicle.line("root", "is over", reason, 0);
            if (rootOver) chronicle.violation("I9", "the root ends twice");
            rootOver = true;
        }
    }
}
