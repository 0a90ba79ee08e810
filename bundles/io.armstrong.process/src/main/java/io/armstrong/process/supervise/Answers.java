package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who waits for an answer of one supervisor, and who holds children of it. Of the supervisor's turn. */
final class Answers {
    private final Map<Long, CompletableFuture<OrderResult>> asked = new HashMap<>();
    private final Map<Long, HeldChildren> holds = new HashMap<>();
    private long tokens;

    /** @return the token of the answer */
    long expect(CompletableFuture<OrderResult> answer) {
        long token = ++tokens;
        asked.put(token, answer);
        return token;
    }

    void reply(long token, OrderResult result) {
        CompletableFuture<OrderResult> answer = asked.remove(token);
        if (answer != null) answer.complete(result);
    }

    void held(long token, HeldChildren children) {
        children.token(token);
        holds.put(token, children);
    }

    void released(long token) {
        holds.remove(token);
    }

    void broken(long token) {
        HeldChildren children = holds.remove(token);
        if (children != null) children.broken();
    }
}
