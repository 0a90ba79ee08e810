package io.armstrong.examples.pqchain.identity;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.IdentityInfo;
import io.armstrong.examples.pqchain.api.Sha3;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The keys of one name.
 *
 * @param address of the first key; it survives rotation
 * @param version counts rotations, from 1
 * @param secretKey of the present key; the name of the field tells listings to hide it
 * @param previousKey the public key before this one while its grace lasts; else empty
 * @param proof the signature of the key before this one over {@link IdentityInfo#rotationText}; empty for the first
 */
record Account(
        String name,
        String address,
        String algorithm,
        long version,
        String publicKey,
        String secretKey,
        String previousKey,
        String proof) {
    static Account first(String name, String algorithm, MlDsa.Pair keys) {
        String address = Sha3.address(keys.publicKey(), algorithm);
        return new Account(name, address, algorithm, 1, keys.publicKey(), keys.secretKey(), "", "");
    }

    /** New keys take over, and the old one says so. */
    Account rotated(MlDsa signer) {
        MlDsa.Pair keys = signer.generate(algorithm);
        String text = IdentityInfo.rotationText(address, version + 1, keys.publicKey());
        String signed = signer.sign(algorithm, secretKey, text);
        return new Account(
                name, address, algorithm, version + 1, keys.publicKey(), keys.secretKey(), publicKey, signed);
    }

    /** The grace of that version's predecessor is over. */
    Account retired(long ofVersion) {
        if (version != ofVersion) return this;
        return new Account(name, address, algorithm, version, publicKey, secretKey, "", proof);
    }

    boolean inGrace() {
        return !previousKey.isEmpty();
    }

    /** Whether a check says yes for a public key that is good now. */
    boolean goodKey(Predicate<String> check) {
        return check.test(publicKey) || (inGrace() && check.test(previousKey));
    }

    IdentityInfo info() {
        return new IdentityInfo(name, address, algorithm, publicKey, version, proof, previousKey);
    }

    Map<String, Object> data() {
        return Map.of(
                "name", name,
                "address", address,
                "algorithm", algorithm,
                "version", version,
                "publicKey", publicKey,
                "secretKey", secretKey,
                "previousKey", previousKey,
                "proof", proof);
    }

    static Account of(Fields data) {
        return new Account(
                data.text("name"),
                data.text("address"),
                data.text("algorithm"),
                data.whole("version"),
                data.text("publicKey"),
                data.text("secretKey"),
                data.text("previousKey"),
                data.text("proof"));
    }
}
