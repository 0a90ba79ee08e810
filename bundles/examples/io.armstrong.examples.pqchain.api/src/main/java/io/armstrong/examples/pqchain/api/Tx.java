package io.armstrong.examples.pqchain.api;

import java.util.regex.Pattern;

/**
 * A transaction as its sender signs it.
 *
 * @param sender address, 64 hex digits
 * @param nonce counts the sender's transactions, from 0
 * @param price what the sender pays to be taken early, 0 or more
 * @param payload what it is about, at most {@link #MAX_PAYLOAD} characters
 * @throws IllegalArgumentException naming the component, its value and the rule
 */
public record Tx(String sender, long nonce, long price, String payload) {
    public static final int MAX_PAYLOAD = 1024;
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");

    public Tx {
        if (!ADDRESS.matcher(sender).matches())
            throw new IllegalArgumentException("sender '" + sender + "': must be an address of 64 hex digits");
        if (nonce < 0) throw new IllegalArgumentException("nonce " + nonce + ": must be 0 or more");
        if (price < 0) throw new IllegalArgumentException("price " + price + ": must be 0 or more");
        if (payload.length() > MAX_PAYLOAD)
            throw new IllegalArgumentException(
                    "payload of " + payload.length() + " characters: at most " + MAX_PAYLOAD);
    }

    /** What makes it this transaction and no other, and what is signed. The signature is not part of it. */
    public String hash() {
        return Sha3.ofText("pqchain-tx-1\n" + sender + "\n" + nonce + "\n" + price + "\n" + payload);
    }
}
