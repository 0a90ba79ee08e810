package io.armstrong.examples.pqchain.mempool.lanes;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.Map;

/**
 * A waiting transaction in its sender's lane.
 *
 * @param base the part of the price that every transaction pays, at most {@link #BASE}
 * @param tip the rest: what it pays to be early
 */
record Parcel(String hash, long nonce, long base, long tip, String payload) {
    static final long BASE = 10;

    static Parcel of(Tx tx, String hash) {
        long base = Math.min(tx.price(), BASE);
        return new Parcel(hash, tx.nonce(), base, tx.price() - base, tx.payload());
    }

    Tx tx(String sender) {
        return new Tx(sender, nonce, base + tip, payload);
    }

    static long tip(Tx tx) {
        return Math.max(0, tx.price() - BASE);
    }

    Map<String, Object> data() {
        return Map.of("hash", hash, "nonce", nonce, "base", base, "tip", tip, "payload", payload);
    }

    static Parcel of(Fields data) {
        return new Parcel(
                data.text("hash"), data.whole("nonce"), data.whole("base"), data.whole("tip"), data.text("payload"));
    }
}
