package io.armstrong.examples.pqchain.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Signatures of FIPS 204, by BouncyCastle.
 *
 * <p>The provider is handed over as an object and never registered: from Java 24 the JDK has an ML-DSA of its own, which a
 * bare name would pick, and a registered provider would pin this bundle's class loader after an upgrade.
 */
final class MlDsa {
    static final List<String> ALGORITHMS = List.of("ML-DSA-44", "ML-DSA-65", "ML-DSA-87");
    private static final HexFormat HEX = HexFormat.of();
    private final Provider provider = new BouncyCastleProvider();

    /** @param publicKey X.509, hex; @param secretKey PKCS#8, hex */
    record Pair(String publicKey, String secretKey) {}

    Pair generate(String algorithm) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(algorithm, provider).generateKeyPair();
            return new Pair(
                    HEX.formatHex(pair.getPublic().getEncoded()),
                    HEX.formatHex(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key pair of " + algorithm, e);
        }
    }

    String sign(String algorithm, String secretKey, String text) {
        try {
            PrivateKey key = KeyFactory.getInstance(algorithm, provider)
                    .generatePrivate(new PKCS8EncodedKeySpec(HEX.parseHex(secretKey)));
            Signature signature = Signature.getInstance(algorithm, provider);
            signature.initSign(key);
            signature.update(bytes(text));
            return HEX.formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + algorithm, e);
        }
    }

    /** Whether it is the signature; anything that is no signature at all is not. */
    boolean verify(String algorithm, String publicKey, String text, String signature) {
        try {
            PublicKey key = KeyFactory.getInstance(algorithm, provider)
                    .generatePublic(new X509EncodedKeySpec(HEX.parseHex(publicKey)));
            Signature check = Signature.getInstance(algorithm, provider);
            check.initVerify(key);
            check.update(bytes(text));
            return check.verify(HEX.parseHex(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot verify with " + algorithm, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
