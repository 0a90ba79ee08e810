package io.armstrong.examples.pqchain.api;

/** What {@code identity} understands. */
public sealed interface IdentityCall {
    /**
     * Makes keys for a name. Answer: {@link IdentityInfo}, or {@link Refused}.
     *
     * @param algorithm one that the crypto policy lets sign
     * @param reuse answer what is there when the name has keys already; else that is refused
     */
    record Create(String name, String algorithm, boolean reuse) implements IdentityCall {}

    /** Answer: {@link IdentityInfo}, or {@link Refused}. */
    record Show(String name) implements IdentityCall {}

    /** Answer: the list of names. */
    record Names() implements IdentityCall {}

    /** Signs a text with the key of a name. Answer: {@link Signed}, or {@link Refused}. */
    record Sign(String name, String text) implements IdentityCall {}

    /** Answer: {@link Verified}. @param signature hex */
    record VerifySignature(String address, String text, String signature) implements IdentityCall {}

    /** Makes new keys, signed by the old ones, which stay good for the grace period. Answer: {@link IdentityInfo}, or {@link Refused}. */
    record Rotate(String name) implements IdentityCall {}

    /** @param signature hex */
    record Signed(String address, String algorithm, String signature) {}

    /** @param detail why it is not valid; empty when it is */
    record Verified(boolean valid, String detail) {}
}
