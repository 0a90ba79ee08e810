package io.armstrong.examples.pqchain.wallet;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.api.TxDigest;
import io.armstrong.examples.pqchain.api.WalletCall.Report;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The state of the wallet: its size does not grow with what was acknowledged.
 *
 * @param address empty before the first transaction
 * @param nextNonce of the next transaction
 * @param toSubmit ordered, not begun
 * @param stream not kept on disk: a start begins without one
 * @param inFlight begun and not answered, by nonce, at most {@link #MOST_IN_FLIGHT}
 * @param acknowledged what the mempool answers for
 * @param refused by verdict
 * @param retries submissions that had to be repeated
 */
public record Book(
        String address,
        long nextNonce,
        long toSubmit,
        Stream stream,
        Map<Long, Tx> inFlight,
        TxDigest acknowledged,
        Map<String, Long> refused,
        long retries) {
    static final int MOST_IN_FLIGHT = 64;
    static final long MOST_TO_SUBMIT = 1_000_000;
    static final Book EMPTY = new Book("", 0, 0, Stream.NONE, Map.of(), TxDigest.EMPTY, Map.of(), 0);

    /** @param number tells the ticks of this stream from those of one before */
    record Stream(long perSecond, long number) {
        static final Stream NONE = new Stream(0, 0);

        /** How many fall into that tick: what rounding takes from one it gives to another. */
        long share(long tick, long ticksPerSecond) {
            return perSecond * (tick + 1) / ticksPerSecond - perSecond * tick / ticksPerSecond;
        }
    }

    Book at(String owner) {
        return new Book(owner, nextNonce, toSubmit, stream, inFlight, acknowledged, refused, retries);
    }

    Book ordered(long count) {
        long more = Math.min(MOST_TO_SUBMIT, toSubmit + count);
        return new Book(address, nextNonce, more, stream, inFlight, acknowledged, refused, retries);
    }

    Book streaming(long perSecond) {
        Stream next = new Stream(perSecond, stream.number() + 1);
        return new Book(address, nextNonce, toSubmit, next, inFlight, acknowledged, refused, retries);
    }

    Book retried() {
        return new Book(address, nextNonce, toSubmit, stream, inFlight, acknowledged, refused, retries + 1);
    }

    /** Whether it is worth beginning more: in batches, since each has to be on disk before it leaves. */
    boolean wantsMore() {
        return !address.isEmpty() && toSubmit > 0 && inFlight.size() <= MOST_IN_FLIGHT / 2;
    }

    /** With the next transactions begun, up to the bound. */
    Book begun() {
        Map<Long, Tx> more = new TreeMap<>(inFlight);
        long nonce = nextNonce;
        long left = toSubmit;
        for (; left > 0 && more.size() < MOST_IN_FLIGHT; left--, nonce++)
            more.put(nonce, new Tx(address, nonce, 1 + nonce * 7919 % 50, "pay " + nonce));
        return new Book(address, nonce, left, stream, more, acknowledged, refused, retries);
    }

    /** After the mempool's word; a word about one that is not in flight counts once already. */
    Book answered(long nonce, Receipt receipt) {
        if (!inFlight.containsKey(nonce)) return this;
        Map<Long, Tx> less = new TreeMap<>(inFlight);
        less.remove(nonce);
        TxDigest held = receipt.held() ? acknowledged.plus(receipt.hash()) : acknowledged;
        Map<String, Long> more = new TreeMap<>(refused);
        if (!receipt.held()) more.merge(receipt.verdict().name(), 1L, Long::sum);
        return new Book(address, nextNonce, toSubmit, stream, less, held, more, retries);
    }

    boolean isSettled() {
        return inFlight.isEmpty() && toSubmit == 0;
    }

    Report report() {
        return new Report(address, acknowledged, inFlight.size(), toSubmit, refused, retries);
    }

    Map<String, Object> data() {
        return Map.of(
                "address", address,
                "nextNonce", nextNonce,
                "toSubmit", toSubmit,
                "inFlight", inFlight.values().stream().map(Book::data).toList(),
                "acknowledged", Map.of("count", acknowledged.count(), "sum", acknowledged.sum()),
                "refused", refused,
                "retries", retries);
    }

    static Book of(Map<String, Object> state) {
        Fields data = new Fields(state);
        String address = data.text("address");
        Map<Long, Tx> inFlight = new TreeMap<>();
        List<Tx> txs = data.list("inFlight", tx -> tx(address, tx));
        txs.forEach(tx -> inFlight.put(tx.nonce(), tx));
        Fields acknowledged = data.fields("acknowledged");
        return new Book(
                address,
                data.whole("nextNonce"),
                data.whole("toSubmit"),
                Stream.NONE,
                inFlight,
                new TxDigest(acknowledged.whole("count"), acknowledged.text("sum")),
                data.wholes("refused"),
                data.whole("retries"));
    }

    private static Map<String, Object> data(Tx tx) {
        return Map.of("nonce", tx.nonce(), "price", tx.price(), "payload", tx.payload());
    }

    private static Tx tx(String address, Fields data) {
        return new Tx(address, data.whole("nonce"), data.whole("price"), data.text("payload"));
    }
}
