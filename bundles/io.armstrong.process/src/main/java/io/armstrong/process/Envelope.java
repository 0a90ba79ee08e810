package io.armstrong.process;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ordinary message for a worker: a cast. */
class Envelope extends Message {
    private final Object payload;

    Envelope(Object payload) {
        this.payload = payload;
    }

    /** It was taken out of the mailbox for that incarnation. @return whether it still means anything to it */
    boolean arrive(Incarnation in) {
        return true;
    }

    /** Whom the worker may answer; null when nobody waits. */
    @Nullable
    Call call() {
        return null;
    }

    Object payload() {
        return payload;
    }

    /** What a person typed; the worker's {@code parse} makes a message of it on its own turn. */
    record Words(List<String> words) {
        Words {
            words = List.copyOf(words);
        }
    }
}
