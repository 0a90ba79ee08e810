package io.armstrong.examples.pqchain.api;

import java.math.BigInteger;
import java.util.Collection;

/**
 * What stands for a set of transactions, whatever the order they came in: their number, and the sum of their hashes
 * modulo 2^256.
 *
 * <p>Two parties that count the same transactions hold equal digests; one lost or counted twice shows in both parts.
 *
 * @param count how many
 * @param sum 64 hex digits
 */
public record TxDigest(long count, String sum) {
    public static final TxDigest EMPTY = new TxDigest(0, "0".repeat(64));
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    /** The digest of these hashes. */
    public static TxDigest of(Collection<String> hashes) {
        BigInteger sum = hashes.stream().map(TxDigest::number).reduce(BigInteger.ZERO, BigInteger::add);
        return new TxDigest(hashes.size(), hex(sum));
    }

    /** The digest with one more. */
    public TxDigest plus(String hash) {
        return new TxDigest(count + 1, hex(number(sum).add(number(hash))));
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex, 16);
    }

    private static String hex(BigInteger number) {
        String digits = number.mod(MODULUS).toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }
}
