package io.armstrong.process;

import java.util.List;

/** An ordinary message for a worker: a cast. */
class Envelope extends Message {
    private final Object payload;

    Envelope(Object payload) {
        this.payload = payload;
    }

    final Object payload() {
        return payload;
    }

    /** What a person typed; the worker's {@code parse} makes a message of it on its own turn. */
    record Words(List<String> words) {
        Words {
            words = List.copyOf(words);
        }
    }
}
