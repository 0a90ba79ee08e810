package io.armstrong.examples.pqchain.mempool.lanes;

import io.armstrong.api.upgrade.Migration;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/**
 * Between one list of transactions with prices and a lane for each sender with base and tip. Nothing is lost either way:
 * up and down again gives the same data.
 */
@Migration(child = "mempool", from = 1, to = 2, down = true)
@Component(service = StateMigration.class)
public final class MempoolV1ToV2 implements StateMigration {
    @Override
    public Map<String, Object> up(Map<String, Object> one) {
        Fields data = new Fields(one);
        Map<String, List<Waiting>> bySender =
                data.list("txs", Waiting::of).stream().collect(Collectors.groupingBy(w -> w.tx().sender()));
        Map<String, Long> nonces = data.wholes("nonces");
        Map<String, Object> lanes = new TreeMap<>();
        nonces.forEach((sender, next) -> lanes.put(sender, new Lane(next, List.of()).data()));
        bySender.forEach((sender, waiting) ->
                lanes.put(sender, new Lane(nonces.getOrDefault(sender, 0L), parcels(waiting)).data()));
        return Map.of("capacity", data.whole("capacity"), "lanes", lanes, "tally", tally(data));
    }

    @Override
    public Map<String, Object> down(Map<String, Object> two) {
        Fields data = new Fields(two);
        Map<String, Object> nonces = new TreeMap<>();
        List<Map<String, Object>> txs = new ArrayList<>();
        new TreeMap<>(data.each("lanes", Lane::of)).forEach((sender, lane) -> {
            if (lane.next() > 0) nonces.put(sender, lane.next());
            lane.parcels().forEach(parcel -> txs.add(flat(sender, parcel)));
        });
        return Map.of("capacity", data.whole("capacity"), "txs", txs, "nonces", nonces, "tally", tally(data));
    }

    private static Object tally(Fields data) {
        return data.fields("tally").map();
    }

    private static List<Parcel> parcels(List<Waiting> waiting) {
        return waiting.stream()
                .map(w -> Parcel.of(w.tx(), w.hash()))
                .sorted(Comparator.comparingLong(Parcel::nonce))
                .toList();
    }

    private static Map<String, Object> flat(String sender, Parcel parcel) {
        return Map.of(
                "hash", parcel.hash(),
                "sender", sender,
                "nonce", parcel.nonce(),
                "price", parcel.base() + parcel.tip(),
                "payload", parcel.payload());
    }

    /** A transaction of schema 1. */
    private record Waiting(String hash, Tx tx) {
        static Waiting of(Fields data) {
            return new Waiting(
                    data.text("hash"),
                    new Tx(data.text("sender"), data.whole("nonce"), data.whole("price"), data.text("payload")));
        }
    }
}
