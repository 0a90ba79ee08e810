package io.armstrong.examples.pqchain.mempool.lanes;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.mempool.desk.Lineup.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What waits of one sender.
 *
 * @param next the nonce that would be taken next
 * @param parcels sorted by nonce
 */
record Lane(long next, List<Parcel> parcels) {
    static final Lane EMPTY = new Lane(0, List.of());

    boolean holds(String hash) {
        return parcels.stream().anyMatch(p -> p.hash().equals(hash));
    }

    boolean isUsed(long nonce) {
        return nonce < next || parcels.stream().anyMatch(p -> p.nonce() == nonce);
    }

    Lane with(Parcel parcel) {
        List<Parcel> more = new ArrayList<>(parcels);
        more.add(parcel);
        more.sort(Comparator.comparingLong(Parcel::nonce));
        return new Lane(next, more);
    }

    /** Without one that was pushed out. */
    Lane without(long nonce) {
        return new Lane(next, parcels.stream().filter(p -> p.nonce() != nonce).toList());
    }

    /** Without one that is in a block now. */
    Lane taken(long nonce) {
        return new Lane(nonce + 1, without(nonce).parcels());
    }

    boolean isIdle() {
        return next == 0 && parcels.isEmpty();
    }

    Line line(String sender) {
        return new Line(next, parcels.stream().map(p -> p.tx(sender)).toList());
    }

    Map<String, Object> data() {
        return Map.of(
                "next", next, "parcels", parcels.stream().map(Parcel::data).toList());
    }

    static Lane of(Fields data) {
        return new Lane(data.whole("next"), data.list("parcels", Parcel::of));
    }
}
