package io.armstrong.examples.pqchain.api;

/**
 * What the mempool made of a transaction.
 *
 * @param hash of the transaction
 * @param verdict what was decided
 * @param detail one sentence; empty when accepted
 */
public record Receipt(String hash, Verdict verdict, String detail) {
    /** Decisions. */
    public enum Verdict {
        /** It is in the pool, and on disk. */
        ACCEPTED,
        /** It was in the pool already, and is on disk. */
        DUPLICATE,
        /** The signature does not belong to this sender and content. */
        BAD_SIGNATURE,
        /** The sender has another transaction with this nonce, or it was taken long ago. */
        NONCE_USED,
        /** The pool is full of better paid ones. */
        POOL_FULL
    }

    /** Whether the pool answers for this transaction from now on. */
    public boolean held() {
        return verdict == Verdict.ACCEPTED || verdict == Verdict.DUPLICATE;
    }
}
