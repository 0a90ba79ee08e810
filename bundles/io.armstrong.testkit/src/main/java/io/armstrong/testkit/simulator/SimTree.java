package io.armstrong.testkit.simulator;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.process.supervise.Child;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree by chance: its specs, and the children that come to life from them. */
final class SimTree {
    /** Of intensities, in seconds. */
    static final List<Integer> PERIODS = List.of(1, 5, 60);

    private static final List<String> POLICIES = List.of(
            SupervisorSpec.OTP,
            "tier",
            "restart<1 isolate",
            "restart<1 circuit_break<3 escalate",
            "circuit_break<4 isolate",
            SimPolicies.NAME);
    private static final int DEPTH = 3;
    private static final int WIDTH = 4;
    private static final int MUCH = 1_000;

    private final SimulatedTime time;
    private final Chance chance;
    private final Faults faults;
    private final @Nullable SimDisk disk;
    private final Chronicle chronicle;
    private final List<SimSupervisor.Life> lives = new ArrayList<>();
    private final boolean threads;
    private final boolean policies;
    private final SimPolicies asker;
    private final Map<String, Integer> made = new HashMap<>();
    private int names;

    /** @param disk of upgrades; null: there are none */
    SimTree(SimulatedTime time, Chance chance, Faults faults, Chronicle chronicle, @Nullable SimDisk disk) {
        this.disk = disk;
        this.time = time;
        this.chance = chance;
        this.faults = faults;
        this.chronicle = chronicle;
        this.threads = chance.percent(8);
        this.policies = chance.percent(60);
        this.asker = new SimPolicies(time, chance.of("policies", 0));
    }

    SimulatedTime time() {
        return time;
    }

    Faults faults() {
        return faults;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    /** Every supervisor that ever lived, oldest first. */
    List<SimSupervisor.Life> lives() {
        return lives;
    }

    SimPolicies asker() {
        return asker;
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
        boolean blocking = threads && own.percent(30);
        boolean durable = disk != null && chance.of(name + " durable", 0).percent(40);
        return new SimWorker(name, time, faults, blocking, durable ? disk : null, chronicle);
    }

    /** Most roots bear a lot, so that the run goes on. */
    SupervisorSpec root() {
        SupervisorSpec root = supervisor("root", 0);
        if (chance.percent(30)) return root;
        Intensity much = new Intensity(MUCH, Duration.ofSeconds(60));
        return new SupervisorSpec(root.id(), root.strategy(), much, root.autoShutdown(), root.children())
                .withPolicy(root.policy());
    }

    private static Backoff backoff(Chance own) {
        Duration first = Duration.ofMillis(own.below(900) + 100L);
        return new Backoff(first, Duration.ofSeconds(4), 2, 0.2, Duration.ofSeconds(10));
    }

    private SupervisorSpec supervisor(String id, int depth) {
        Strategy strategy = chance.oneOf(List.of(Strategy.values()));
        if (depth == 0 && strategy == Strategy.SIMPLE_ONE_FOR_ONE) strategy = Strategy.REST_FOR_ONE;
        AutoShutdown auto = chance.percent(75) ? AutoShutdown.NEVER : chance.oneOf(List.of(AutoShutdown.values()));
        int children = strategy == Strategy.SIMPLE_ONE_FOR_ONE ? 1 : chance.below(WIDTH) + 1;
        List<ChildSpec> specs = new ArrayList<>();
        for (int i = 0; i < children; i++) specs.add(child(strategy, auto, depth));
        SupervisorSpec spec = new SupervisorSpec(id, strategy, intensity(), auto, specs);
        return policies ? spec.withPolicy(chance.oneOf(POLICIES)) : spec;
    }

    private Intensity intensity() {
        return intensity(chance);
    }

    private static Intensity intensity(Chance own) {
        return new Intensity(own.below(6), Duration.ofSeconds(own.oneOf(PERIODS)));
    }

    private ChildSpec child(Strategy strategy, AutoShutdown auto, int depth) {
        boolean nested = depth < DEPTH && strategy != Strategy.SIMPLE_ONE_FOR_ONE && chance.percent(30);
        String id = (nested ? "s" : "w") + ++names;
        ChildSpec spec = nested ? ChildSpec.of(supervisor(id, depth + 1)) : leafSpec(id, chance);
        if (nested && chance.percent(30)) spec = spec.withShutdown(shutdown(chance));
        RestartType restart = restart(chance);
        boolean significant = auto != AutoShutdown.NEVER && restart != RestartType.PERMANENT && chance.percent(50);
        return recovery(spec.withRestart(restart).withSignificant(significant), chance);
    }

    /** In some trees children differ in what is done about their crashes. */
    private ChildSpec recovery(ChildSpec spec, Chance own) {
        if (!policies) return spec;
        Recovery recovery = Recovery.INHERITED;
        if (own.percent(20)) recovery = recovery.withPolicy(own.oneOf(POLICIES));
        if (own.percent(15)) recovery = recovery.withLimit(intensity(own));
        if (own.percent(15)) recovery = recovery.withStartRetries(own.below(3) + 1);
        if (own.percent(20)) recovery = recovery.withBackoff(backoff(own));
        ChildSpec made = spec.withRecovery(recovery).withTier(own.oneOf(List.of(Tier.values())));
        if (own.percent(50)) return made;
        return made.withBreaker(BreakerSpec.of(3, Duration.ofSeconds(own.below(5) + 1), own.below(3) + 1));
    }

    /** A leaf under that name. */
    ChildSpec newLeaf(String id, Chance own) {
        return recovery(leafSpec(id, own).withRestart(restart(own)), own);
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
