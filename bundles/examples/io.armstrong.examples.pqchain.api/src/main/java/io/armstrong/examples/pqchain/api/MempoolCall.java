package io.armstrong.examples.pqchain.api;

import java.util.Map;

/** What {@code mempool} understands. */
public sealed interface MempoolCall {
    /** Answer: {@link Receipt}; the call fails when the signature could not be checked now. @param signature of {@link Tx#hash}, hex */
    record SubmitTx(Tx tx, String signature) implements MempoolCall {}

    /** Answer: the hash that the sender has to sign. */
    record HashOf(Tx tx) implements MempoolCall {}

    /** Answer: how many wait. */
    record Size() implements MempoolCall {}

    /** Answer: {@link Stats}. */
    record GetStats() implements MempoolCall {}

    /** Answer: the list of {@link Tx} that a block would take now, best first. @param take whether they leave the pool */
    record Next(int most, boolean take) implements MempoolCall {}

    /** Answer: the {@link TxDigest} of what waits. @param sender whose; empty: everybody's */
    record Digest(String sender) implements MempoolCall {}

    /**
     * @param refused by verdict
     * @param evicted accepted, then pushed out by better paid ones
     * @param taken gone into a block
     */
    record Stats(
            long size, long capacity, long accepted, Map<String, Long> refused, long evicted, long taken, long schema) {
        public Stats {
            refused = Map.copyOf(refused);
        }
    }
}
