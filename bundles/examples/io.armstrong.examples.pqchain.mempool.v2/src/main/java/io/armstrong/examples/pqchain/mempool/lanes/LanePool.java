package io.armstrong.examples.pqchain.mempool.lanes;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.mempool.desk.Lineup;
import io.armstrong.examples.pqchain.mempool.desk.Pool;
import io.armstrong.examples.pqchain.mempool.desk.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The pool of schema 2: a lane for each sender, so that one transaction touches one lane only.
 *
 * @param capacity how many may wait
 * @param lanes by sender, sorted
 * @param tally what happened so far
 */
public record LanePool(long capacity, Map<String, Lane> lanes, Tally tally) implements Pool<LanePool> {
    static LanePool empty(long capacity) {
        return new LanePool(capacity, Map.of(), Tally.NONE);
    }

    @Override
    public boolean holds(Tx tx, String hash) {
        return lane(tx).holds(hash);
    }

    @Override
    public Admission<LanePool> admit(Tx tx, String hash) {
        if (holds(tx, hash)) return refuse(hash, Verdict.DUPLICATE, "it waits here already");
        if (lane(tx).isUsed(tx.nonce())) return refuse(hash, Verdict.NONCE_USED, "the sender used this nonce before");
        if (size() < capacity) return accept(tx, hash, false);
        Optional<Tx> victim = lineup().victim(tx);
        return victim.isEmpty()
                ? refuse(hash, Verdict.POOL_FULL, "everything here pays a higher tip")
                : pushedOut(victim.get()).accept(tx, hash, true);
    }

    @Override
    public List<Tx> best(int most) {
        return lineup().best(most);
    }

    @Override
    public LanePool without(List<Tx> taken) {
        LanePool rest = this;
        for (Tx tx : taken) rest = rest.with(tx.sender(), rest.lane(tx).taken(tx.nonce()));
        return rest;
    }

    @Override
    public List<String> hashes(String sender) {
        return lanes.entrySet().stream()
                .filter(e -> sender.isEmpty() || sender.equals(e.getKey()))
                .flatMap(e -> e.getValue().parcels().stream())
                .map(Parcel::hash)
                .toList();
    }

    @Override
    public long size() {
        return lanes.values().stream().mapToLong(lane -> lane.parcels().size()).sum();
    }

    @Override
    public LanePool with(Tally now) {
        return new LanePool(capacity, lanes, now);
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> bySender = new TreeMap<>();
        lanes.forEach((sender, lane) -> bySender.put(sender, lane.data()));
        return Map.of("capacity", capacity, "lanes", bySender, "tally", tally.data());
    }

    static LanePool of(Map<String, Object> state) {
        Fields data = new Fields(state);
        return new LanePool(data.whole("capacity"), data.each("lanes", Lane::of), Tally.of(data.fields("tally")));
    }

    private Lane lane(Tx tx) {
        return lanes.getOrDefault(tx.sender(), Lane.EMPTY);
    }

    private LanePool with(String sender, Lane lane) {
        Map<String, Lane> changed = new TreeMap<>(lanes);
        if (lane.isIdle()) changed.remove(sender);
        else changed.put(sender, lane);
        return new LanePool(capacity, changed, tally);
    }

    private LanePool pushedOut(Tx victim) {
        return with(victim.sender(), lane(victim).without(victim.nonce()));
    }

    private Admission<LanePool> accept(Tx tx, String hash, boolean atCostOfAnother) {
        LanePool more = with(tx.sender(), lane(tx).with(Parcel.of(tx, hash)));
        return new Admission<>(more.with(tally.oneAccepted(atCostOfAnother)), new Receipt(hash, Verdict.ACCEPTED, ""));
    }

    private Admission<LanePool> refuse(String hash, Verdict verdict, String detail) {
        return new Admission<>(with(tally.oneRefused(verdict)), new Receipt(hash, verdict, detail));
    }

    private Lineup lineup() {
        return new Lineup(
                lanes.entrySet().stream()
                        .map(e -> e.getValue().line(e.getKey()))
                        .toList(),
                Parcel::tip);
    }
}
