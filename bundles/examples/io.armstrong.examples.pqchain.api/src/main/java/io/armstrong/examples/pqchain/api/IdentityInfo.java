package io.armstrong.examples.pqchain.api;

/**
 * What everybody may know of an identity.
 *
 * @param name it was created under
 * @param address SHA3-256 of its first public key and algorithm; it survives rotation
 * @param algorithm for example {@code ML-DSA-65}
 * @param publicKey the present one, X.509 encoded, hex
 * @param keyVersion counts rotations, from 1
 * @param rotationProof the signature of {@link #rotationText} by the key before this one, hex; empty for the first
 * @param previousKey the key before this one, hex, while its signatures are still good; else empty
 */
public record IdentityInfo(
        String name,
        String address,
        String algorithm,
        String publicKey,
        long keyVersion,
        String rotationProof,
        String previousKey) {
    /** What the old key signs when a new one takes over. */
    public static String rotationText(String address, long keyVersion, String publicKey) {
        return "pqchain-rotate-1\n" + address + "\n" + keyVersion + "\n" + publicKey;
    }
}
