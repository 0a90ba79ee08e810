package io.armstrong.examples.pqchain.identity;

import io.armstrong.examples.pqchain.api.IdentityCall;
import io.armstrong.examples.pqchain.api.IdentityCall.Create;
import io.armstrong.examples.pqchain.api.IdentityCall.Names;
import io.armstrong.examples.pqchain.api.IdentityCall.Rotate;
import io.armstrong.examples.pqchain.api.IdentityCall.Show;
import io.armstrong.examples.pqchain.api.IdentityCall.Sign;
import io.armstrong.examples.pqchain.api.IdentityCall.VerifySignature;
import java.util.List;

/** What a person types, as messages. */
final class Words {
    static final String DEFAULT_ALGORITHM = "ML-DSA-65";
    private static final String USAGE =
            "create NAME [ALGORITHM], show NAME, names, sign NAME TEXT, verify ADDRESS TEXT SIGNATURE or rotate NAME";

    private Words() {}

    static IdentityCall message(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "create 1" -> new Create(words.get(1), DEFAULT_ALGORITHM, false);
            case "create 2" -> new Create(words.get(1), words.get(2), false);
            case "show 1" -> new Show(words.get(1));
            case "names 0" -> new Names();
            case "sign 2" -> new Sign(words.get(1), words.get(2));
            case "verify 3" -> new VerifySignature(words.get(1), words.get(2), words.get(3));
            case "rotate 1" -> new Rotate(words.get(1));
            default -> throw new IllegalArgumentException("identity does not understand " + words + ": try " + USAGE);
        };
    }
}
