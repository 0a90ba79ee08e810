package io.armstrong.examples.pqchain.mempool;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.mempool.desk.Lineup;
import io.armstrong.examples.pqchain.mempool.desk.Lineup.Line;
import io.armstrong.examples.pqchain.mempool.desk.Pool;
import io.armstrong.examples.pqchain.mempool.desk.Tally;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The pool of schema 1: one map of everything.
 *
 * @param capacity how many may wait
 * @param waiting by hash
 * @param nonces the next nonce of each sender of whom some were taken
 * @param tally what happened so far
 */
public record PricePool(long capacity, Map<String, Tx> waiting, Map<String, Long> nonces, Tally tally)
        implements Pool<PricePool> {
    static PricePool empty(long capacity) {
        return new PricePool(capacity, Map.of(), Map.of(), Tally.NONE);
    }

    @Override
    public boolean holds(Tx tx, String hash) {
        return waiting.containsKey(hash);
    }

    @Override
    public Admission<PricePool> admit(Tx tx, String hash) {
        if (holds(tx, hash)) return refuse(hash, Verdict.DUPLICATE, "it waits here already");
        if (isUsed(tx)) return refuse(hash, Verdict.NONCE_USED, "nonce " + tx.nonce() + " of this sender is used");
        Optional<Tx> victim = waiting.size() < capacity ? Optional.empty() : lineup().victim(tx);
        if (waiting.size() >= capacity && victim.isEmpty())
            return refuse(hash, Verdict.POOL_FULL, "the pool is full of better paid ones");
        Map<String, Tx> more = new HashMap<>(waiting);
        victim.ifPresent(evicted -> more.remove(evicted.hash()));
        more.put(hash, tx);
        return new Admission<>(
                new PricePool(capacity, more, nonces, tally.oneAccepted(victim.isPresent())),
                new Receipt(hash, Verdict.ACCEPTED, ""));
    }

    @Override
    public List<Tx> best(int most) {
        return lineup().best(most);
    }

    @Override
    public PricePool without(List<Tx> taken) {
        Map<String, Tx> rest = new HashMap<>(waiting);
        Map<String, Long> next = new HashMap<>(nonces);
        for (Tx tx : taken) {
            rest.remove(tx.hash());
            next.put(tx.sender(), tx.nonce() + 1);
        }
        return new PricePool(capacity, rest, next, tally);
    }

    @Override
    public List<String> hashes(String sender) {
        return waiting.entrySet().stream()
                .filter(e -> sender.isEmpty() || sender.equals(e.getValue().sender()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public long size() {
        return waiting.size();
    }

    @Override
    public PricePool with(Tally now) {
        return new PricePool(capacity, waiting, nonces, now);
    }

    /** Transactions sorted by sender and nonce: the same pool gives the same bytes, whatever order they came in. */
    @Override
    public Map<String, Object> data() {
        List<Map<String, Object>> txs = waiting.entrySet().stream()
                .sorted(Comparator.comparing(
                        Map.Entry::getValue, Comparator.comparing(Tx::sender).thenComparing(Tx::nonce)))
                .map(e -> data(e.getKey(), e.getValue()))
                .toList();
        return Map.of("capacity", capacity, "txs", txs, "nonces", new TreeMap<>(nonces), "tally", tally.data());
    }

    static PricePool of(Map<String, Object> state) {
        Fields data = new Fields(state);
        record Waiting(String hash, Tx tx) {}
        Map<String, Tx> waiting = data
                .list(
                        "txs",
                        tx -> new Waiting(
                                tx.text("hash"),
                                new Tx(tx.text("sender"), tx.whole("nonce"), tx.whole("price"), tx.text("payload"))))
                .stream()
                .collect(Collectors.toMap(Waiting::hash, Waiting::tx));
        return new PricePool(data.whole("capacity"), waiting, data.wholes("nonces"), Tally.of(data.fields("tally")));
    }

    private static Map<String, Object> data(String hash, Tx tx) {
        return Map.of(
                "hash", hash,
                "sender", tx.sender(),
                "nonce", tx.nonce(),
                "price", tx.price(),
                "payload", tx.payload());
    }

    private Admission<PricePool> refuse(String hash, Verdict verdict, String detail) {
        return new Admission<>(with(tally.oneRefused(verdict)), new Receipt(hash, verdict, detail));
    }

    private boolean isUsed(Tx tx) {
        return tx.nonce() < nonces.getOrDefault(tx.sender(), 0L)
                || waiting.values().stream()
                        .anyMatch(t -> t.nonce() == tx.nonce() && t.sender().equals(tx.sender()));
    }

    private Lineup lineup() {
        return new Lineup(
                waiting.values().stream()
                        .sorted(Comparator.comparingLong(Tx::nonce))
                        .collect(Collectors.groupingBy(Tx::sender))
                        .entrySet()
                        .stream()
                        .map(e -> new Line(nonces.getOrDefault(e.getKey(), 0L), e.getValue()))
                        .toList(),
                Tx::price);
    }
}
