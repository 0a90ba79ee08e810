package io.armstrong.examples.pqchain.mempool.desk;

import io.armstrong.examples.pqchain.api.MempoolCall;
import io.armstrong.examples.pqchain.api.MempoolCall.Digest;
import io.armstrong.examples.pqchain.api.MempoolCall.GetStats;
import io.armstrong.examples.pqchain.api.MempoolCall.HashOf;
import io.armstrong.examples.pqchain.api.MempoolCall.Next;
import io.armstrong.examples.pqchain.api.MempoolCall.Size;
import io.armstrong.examples.pqchain.api.MempoolCall.SubmitTx;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.List;

/** What a person types, as messages. */
final class Words {
    private static final String USAGE = "size, stats, digest [SENDER], next N, take N, hash SENDER NONCE PRICE PAYLOAD"
            + " or submit SENDER NONCE PRICE PAYLOAD SIGNATURE";

    private Words() {}

    static MempoolCall message(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "size 0" -> new Size();
            case "stats 0" -> new GetStats();
            case "digest 0" -> new Digest("");
            case "digest 1" -> new Digest(words.get(1));
            case "next 1" -> new Next(Integer.parseInt(words.get(1)), false);
            case "take 1" -> new Next(Integer.parseInt(words.get(1)), true);
            case "hash 4" -> new HashOf(tx(words));
            case "submit 5" -> new SubmitTx(tx(words), words.get(5));
            default -> throw new IllegalArgumentException("mempool does not understand " + words + ": try " + USAGE);
        };
    }

    private static Tx tx(List<String> words) {
        return new Tx(words.get(1), Long.parseLong(words.get(2)), Long.parseLong(words.get(3)), words.get(4));
    }
}
