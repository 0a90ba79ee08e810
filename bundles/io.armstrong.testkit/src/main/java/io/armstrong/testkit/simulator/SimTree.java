package io.armstrong.testkit.simulator;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.supervise.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A tree by chance: its specs, and the children that come to life from them. */
final class SimTree {
    /** Of intensities, in seconds. */
    static final List<Integer> PERIODS = List.of(1, 5, 60);

    private static final int DEPTH = 3;
    private static final int WIDTH = 4;
    private static final int MUCH = 1_000;

    private final SimulatedTime time;
    private final Chance chance;
    private final Faults faults;
    private final Chronicle chronicle;
    private final List<SimSupervisor.Life> lives = new ArrayList<>();
    private final boolean threads;
    private final Map<String, Integer> made = new HashMap<>();
    private int names;

    SimTree(SimulatedTime time, Chance chance, Faults faults, Chronicle chronicle) {
        this.time = time;
        this.chance = chance;
        this.faults = faults;
        this.chronicle = chronicle;
        this.threads = chance.percent(8);
    }

    SimulatedTime time() {
        return time;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    /** Every supervisor that ever lived, oldest first. */
    List<SimSupervisor.Life> lives() {
        return lives;
    }

    SimSupervisor supervisor() {
        return new SimSupervisor(this);
    }

    /** A child that is like a bundle, or a worker; in some trees workers have threads and block. */
    Child leaf(String id) {
        int number = made.merge(id, 1, Integer::sum);
        String name = number == 1 ? id : id + "'" + number;
        Chance own = chance.of(name, number);
        if (own.percent(50)) return new WildChild(name, faults);
        return new SimWorker(name, time, faults, threads && own.percent(30));
    }

    /** Most roots bear a lot, so that the run goes on. */
    SupervisorSpec root() {
        SupervisorSpec root = supervisor("root", 0);
        if (chance.percent(30)) return root;
        Intensity much = new Intensity(MUCH, Duration.ofSeconds(60));
        return new SupervisorSpec(root.id(), root.strategy(), much, root.autoShutdown(), root.children());
    }

    private SupervisorSpec supervisor(String id, int depth) {
        Strategy strategy = chance.oneOf(List.of(Strategy.values()));
        if (depth == 0 && strategy == Strategy.SIMPLE_ONE_FOR_ONE) strategy = Strategy.REST_FOR_ONE;
        AutoShutdown auto = chance.percent(75) ? AutoShutdown.NEVER : chance.oneOf(List.of(AutoShutdown.values()));
        int children = strategy == Strategy.SIMPLE_ONE_FOR_ONE ? 1 : chance.below(WIDTH) + 1;
        List<ChildSpec> specs = new ArrayList<>();
        for (int i = 0; i < children; i++) specs.add(child(strategy, auto, depth));
        return new SupervisorSpec(id, strategy, intensity(), auto, specs);
    }

    private Intensity intensity() {
        return new Intensity(chance.below(6), Duration.ofSeconds(chance.oneOf(PERIODS)));
    }

    private ChildSpec child(Strategy strategy, AutoShutdown auto, int depth) {
        boolean nested = depth < DEPTH && strategy != Strategy.SIMPLE_ONE_FOR_ONE && chance.percent(30);
        String id = (nested ? "s" : "w") + ++names;
        ChildSpec spec = nested ? ChildSpec.of(supervisor(id, depth + 1)) : leafSpec(id, chance);
        if (nested && chance.percent(30)) spec = spec.withShutdown(shutdown(chance));
        RestartType restart = restart(chance);
        boolean significant = auto != AutoShutdown.NEVER && restart != RestartType.PERMANENT && chance.percent(50);
        return spec.withRestart(restart).withSignificant(significant);
    }

    /** A leaf under that name. */
    ChildSpec newLeaf(String id, Chance own) {
        return leafSpec(id, own).withRestart(restart(own));
    }

    private static ChildSpec leafSpec(String id, Chance own) {
        return ChildSpec.of(id).withShutdown(shutdown(own)).withStartDeadline(Duration.ofSeconds(own.below(4) + 1));
    }

    private static RestartType restart(Chance own) {
        return own.percent(50) ? RestartType.PERMANENT : own.oneOf(List.of(RestartType.values()));
    }

    private static Shutdown shutdown(Chance own) {
        return own.percent(15)
                ? new Shutdown.BrutalKill()
                : new Shutdown.Within(Duration.ofMillis(own.below(5) * 500L));
    }
}
