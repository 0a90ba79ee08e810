package io.armstrong.examples.pqchain.api;

import java.util.Map;

/** What {@code wallet} understands. */
public sealed interface WalletCall {
    /** Signs and submits that many transactions. Answer: {@link Report}, when each is acknowledged or refused. */
    record Submit(long count) implements WalletCall {}

    /** From now on that many each second; 0 ends it. Answer: {@link Report}, at once. */
    record Stream(long perSecond) implements WalletCall {}

    /** Answer: {@link Report}, and what it says is on disk. */
    record GetReport() implements WalletCall {}

    /**
     * Waits until nothing is under way, then compares what was acknowledged with what the mempool holds. Answer: the {@link
     * TxDigest} both have; the call fails when they differ.
     */
    record Check() implements WalletCall {}

    /**
     * @param address the wallet's; empty before its first transaction
     * @param acknowledged what the mempool answers for
     * @param inFlight submitted, not answered yet
     * @param toSubmit ordered, not submitted yet
     * @param refused by verdict
     * @param retries submissions that had to be repeated, because somebody was down
     */
    record Report(
            String address,
            TxDigest acknowledged,
            long inFlight,
            long toSubmit,
            Map<String, Long> refused,
            long retries) {
        public Report {
            refused = Map.copyOf(refused);
        }
    }
}
