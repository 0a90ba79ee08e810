package io.armstrong.examples.pqchain.api;

/** What {@code crypto-policy} understands. */
public sealed interface PolicyCall {
    /** Answer: {@link Allowed}. @param address whose key it is; decides the cohort in canary */
    record Check(String algorithm, Use use, String address) implements PolicyCall {}

    /**
     * Moves an algorithm to its next stage, or from canary back to draft. Answer: {@link Rule}, or {@link Refused}.
     *
     * @param percent of addresses that may sign with it, 1 to 100, in canary; else ignored
     */
    record Move(String algorithm, Stage to, int percent) implements PolicyCall {}

    /** Sets a stage without asking whether it follows from the one before. Answer: {@link Rule}. */
    record Force(String algorithm, Stage to) implements PolicyCall {}

    /** Answer: the rules by algorithm. */
    record Show() implements PolicyCall {}

    /** What a key is wanted for. */
    enum Use {
        SIGN,
        VERIFY
    }

    /** The life of an algorithm, in order. */
    enum Stage {
        /** Known, not used. */
        DRAFT,
        /** A share of the addresses may sign with it; everybody verifies it. */
        CANARY,
        /** For everybody. */
        ACTIVE,
        /** Verified, no longer used to sign. */
        DEPRECATED,
        /** Not accepted any more. */
        SUNSET
    }

    /** Where an algorithm stands. @param percent of addresses that may sign with it */
    record Rule(Stage stage, int percent) {}

    /** @param detail why not; empty when it is */
    record Allowed(boolean allowed, String detail) {}
}
