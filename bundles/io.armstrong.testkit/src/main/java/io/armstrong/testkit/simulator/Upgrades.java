package io.armstrong.testkit.simulator;

import io.armstrong.core.OrderResult;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.HeldChildren;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.testkit.simulator.SimSupervisor.Life;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Upgrades of workers while everything else goes on, and the calls that must not notice. */
final class Upgrades {
    private static final int JOBS = 3;

    private final SimTree tree;
    private final SimDisk disk;
    private final Chance chance;
    private final Plot plot;
    private final Map<SimWorker, Crossing> crossing = new LinkedHashMap<>();
    private final List<SimWorker> known = new ArrayList<>();
    private int begun;

    Upgrades(SimTree tree, SimDisk disk, Chance chance, Plot plot) {
        this.tree = tree;
        this.disk = disk;
        this.chance = chance;
        this.plot = plot;
    }

    /** One worker as its supervisor has it. */
    private record Place(Life life, SupervisorProcess supervisor, String id, SimWorker worker) {}

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Life life : SimSupervisor.running(tree.lives())) {
            SupervisorProcess supervisor = life.process;
            if (supervisor == null) continue;
            for (Watched child : life.children.values())
                if (child.child() instanceof SimWorker worker)
                    places.add(new Place(life, supervisor, child.id(), worker));
        }
        return places;
    }

    void step(int number) {
        List<Place> places = places();
        if (places.isEmpty()) return;
        Chance own = chance.of("step", number);
        Place one = own.oneOf(places);
        if (own.percent(25) && plot.has("upgrade in step " + number)) begin(one, own);
        Place other = own.percent(60) && !crossing.isEmpty() ? crossing(places, one) : own.oneOf(places);
        if (own.percent(70) && plot.has("jobs in step " + number)) send(other.worker(), own.below(JOBS) + 1);
        for (Place place : places) UpgradeOracle.powerCut(tree.chronicle(), place.worker(), disk);
    }

    /** One that is being upgraded, if there is one. */
    private Place crossing(List<Place> places, Place otherwise) {
        for (Place place : places) if (crossing.containsKey(place.worker())) return place;
        return otherwise;
    }

    private void send(SimWorker worker, int jobs) {
        if (!known.contains(worker)) known.add(worker);
        for (int job = 0; job < jobs; job++) worker.watch().send(worker.process());
    }

    /** One upgrade of a child at a time. */
    private void begin(Place place, Chance own) {
        SimWorker worker = place.worker();
        ChildView view = place.supervisor().child(place.id());
        if (view == null || worker.unclear()) return;
        Crossing first = crossing.get(worker);
        if (first != null) {
            rival(place, first);
            return;
        }
        boolean up = worker.version() == 1 || own.percent(60);
        UpgradePlan plan = UpgradeWalk.plan(view.status(), worker.durable(), own);
        if (plan == null) return;
        String name = worker.name() + " upgrade " + ++begun;
        tree.chronicle().line(name, plan.way(), up ? "up" : "down", worker.version());
        Crossing hand = new Crossing(
                tree,
                place.life(),
                place.supervisor(),
                place.id(),
                worker,
                disk,
                worker.version() + (up ? 1 : -1),
                plan.way().equals(UpgradePlan.COLD));
        crossing.put(worker, hand);
        new UpgradeWalk(tree, hand, plan, name, () -> crossing.remove(worker)).begin();
    }

    /** A second hand reaches for a child that is in the first one's: its supervisor refuses it, and nothing changes (I14, I28). */
    private void rival(Place place, Crossing first) {
        if (!first.holding()) return;
        String name = place.worker().name();
        tree.chronicle().line(name, "is reached for by a second upgrade", "", 0);
        refused(name, first, place.supervisor().hold(List.of(place.id()), () -> {}));
        refused(name, first, place.supervisor().holdDown(List.of(place.id()), () -> {}));
    }

    /** Unless the first hand has let go by the time its supervisor comes to it. */
    private void refused(String name, Crossing first, HeldChildren second) {
        second.taken().thenAccept(answer -> {
            if (answer instanceof OrderResult.Refused) return;
            if (first.holding()) tree.chronicle().violation("I14", name + " is in two hands");
            second.release();
        });
    }

    /** Nothing is under way and nobody fails any more: whoever is up answers, and nobody waits. */
    void atRest() {
        for (SimWorker worker : crossing.keySet())
            tree.chronicle().violation("I14", "an upgrade of " + worker.name() + " does not end");
        for (Place place : places()) if (place.worker().process().up()) send(place.worker(), 1);
        tree.time().runUntilIdle();
    }

    void answered() {
        for (SimWorker worker : known) worker.watch().atRest();
    }
}
