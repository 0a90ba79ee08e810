package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who waits for an answer of one supervisor, and who holds children of it. Of the supervisor's turn. */
final class Answers {
    private static final int FIRST_SIZE = 16;

    /** Each in the place of its token; tokens follow each other, and nearly all are answered in that order. */
    private @Nullable OrderAnswer[] asked = new OrderAnswer[FIRST_SIZE];

    private final Map<Long, HeldChildren> holds = new HashMap<>();
    private long tokens;
    /** The oldest that may be unanswered. */
    private long oldest = 1;

    /** @return the token of the answer */
    long expect(OrderAnswer answer) {
        if (tokens + 1 - oldest == asked.length) grow();
        asked[place(++tokens, asked)] = answer;
        return tokens;
    }

    private void grow() {
        @Nullable OrderAnswer[] larger = new OrderAnswer[2 * asked.length];
        for (long token = oldest; token <= tokens; token++) larger[place(token, larger)] = asked[place(token, asked)];
        asked = larger;
    }

    private static int place(long token, @Nullable Object[] places) {
        return (int) token & places.length - 1;
    }

    void reply(long token, OrderResult result) {
        if (token < oldest || token > tokens) return;
        OrderAnswer answer = asked[place(token, asked)];
        asked[place(token, asked)] = null;
        while (oldest <= tokens && asked[place(oldest, asked)] == null) oldest++;
        if (answer != null) answer.answered(result);
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
