package io.armstrong.examples.pqchain.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA3-256, the chain's one hash. */
public final class Sha3 {
    private Sha3() {}

    /** The hash of a text's UTF-8 bytes, 64 hex digits. */
    public static String ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The address of a key: the hash of its bytes followed by the name of its algorithm. @param publicKey hex */
    public static String address(String publicKey, String algorithm) {
        return of(HexFormat.of().parseHex(publicKey), algorithm.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA3-256");
            for (byte[] part : parts) digest.update(part);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA3-256, which Java 9 and later promise", e);
        }
    }
}
